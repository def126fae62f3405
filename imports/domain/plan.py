"""What an import will do to the pupils of a school, worked out before anything is written.

Source: spec/imports.md 4.2 and 4.4, decisions.md 26 and 28.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from types import MappingProxyType

from imports.domain.rows import PupilRow
from pixorga.lib.text import fold

# Both must be reached before a head teacher is asked whether so many pupils really left.
LEAVING_SHARE = Fraction(20, 100)
LEAVING_COUNT = 5

NO_ACCOUNTS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class StoredPupil:
    """A pupil whom the school already has, disabled ones included.

    row: what a file would have said of him. Its INE is in capitals without spaces; "" for a provisional
    pupil, added by hand without one. account: the id of his account.
    """

    pk: int
    row: PupilRow
    disabled_at: datetime | None = None
    is_provisional: bool = False
    account: int | None = None

    @property
    def is_active(self) -> bool:
        return self.disabled_at is None


@dataclass(frozen=True, slots=True)
class PlanCounts:
    created: int
    changed: int
    back: int
    unchanged: int
    left: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """update: active pupils whose record changes. enable: disabled ones who come back, changed or not.

    active: how many pupils are active before the import.
    """

    create: list[PupilRow] = field(default_factory=list)
    update: list[tuple[int, PupilRow]] = field(default_factory=list)
    enable: list[tuple[int, PupilRow]] = field(default_factory=list)
    unchanged: int = 0
    disable: list[int] = field(default_factory=list)
    active: int = 0

    @property
    def counts(self) -> PlanCounts:
        return PlanCounts(
            created=len(self.create),
            changed=len(self.update),
            back=len(self.enable),
            unchanged=self.unchanged,
            left=len(self.disable),
        )

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is to be written."""
        return not (self.create or self.update or self.enable or self.disable)

    @property
    def leaving_share(self) -> Fraction:
        """Return which part of the active pupils would be disabled, 0 to 1. No active pupil -> 0."""
        return Fraction(len(self.disable), self.active) if self.active else Fraction(0)

    @property
    def needs_confirmation(self) -> bool:
        """Return whether so many pupils would leave that somebody must confirm it first."""
        return len(self.disable) >= LEAVING_COUNT and self.leaving_share > LEAVING_SHARE


def build_plan(
    stored: Iterable[StoredPupil], rows: Sequence[PupilRow], accounts: Mapping[str, int] = NO_ACCOUNTS
) -> ImportPlan:
    """Return what to write so that the active pupils become those of the file.

    rows: no INE twice. A row finds its pupil by the INE; failing that it adopts the provisional pupil of the
    same name and birth date, if there is one such pupil (one active, if any is) and one such row.
    Provisional pupils never leave.
    accounts: what a pupil who has none gets, by INE; getting one is a change.
    """
    stored = list(stored)
    by_ine = {pupil.row.national_student_id: pupil for pupil in stored if pupil.row.national_student_id}
    new_rows = [row for row in rows if row.national_student_id not in by_ine]
    adopted = _adoptions([pupil for pupil in stored if pupil.is_provisional], new_rows)
    create, update, enable = [], [], []
    met: set[int] = set()
    unchanged = 0
    for row in rows:
        ine = row.national_student_id
        pupil = by_ine.get(ine) or adopted.get(ine)
        if pupil is None:
            create.append(row)
            continue
        met.add(pupil.pk)
        if not pupil.is_active:
            enable.append((pupil.pk, row))
        elif _differs(pupil, row, accounts):
            update.append((pupil.pk, row))
        else:
            unchanged += 1
    active = [pupil for pupil in stored if pupil.is_active]
    disable = [pupil.pk for pupil in active if pupil.pk not in met and not pupil.is_provisional]
    return ImportPlan(create, update, enable, unchanged, disable, active=len(active))


def _differs(pupil: StoredPupil, row: PupilRow, accounts: Mapping[str, int]) -> bool:
    # A pupil found in a file is not provisional any more: that is a change too.
    gets_account = pupil.account is None and row.national_student_id in accounts
    return pupil.is_provisional or gets_account or pupil.row != row


def _adoptions(provisional: list[StoredPupil], rows: list[PupilRow]) -> dict[str, StoredPupil]:
    """Return the provisional pupil that each new row adopts, by the row's INE."""
    waiting: defaultdict[tuple, list[StoredPupil]] = defaultdict(list)
    for pupil in provisional:
        if not pupil.row.national_student_id:
            waiting[_identity(pupil.row)].append(pupil)
    birthdates = {pupil.row.birthdate for pupil in provisional}
    claims: defaultdict[tuple, list[PupilRow]] = defaultdict(list)
    for row in rows:
        if row.birthdate in birthdates:
            claims[_identity(row)].append(row)
    adopted = {}
    for identity, pupils in waiting.items():
        # Somebody who was withdrawn and entered anew is the one who is there.
        candidates = [pupil for pupil in pupils if pupil.is_active] or pupils
        if len(candidates) == 1 and len(claims[identity]) == 1:
            adopted[claims[identity][0].national_student_id] = candidates[0]
    return adopted


def _identity(row: PupilRow) -> tuple[str, str, date]:
    return fold(row.last_name), fold(row.first_name), row.birthdate
