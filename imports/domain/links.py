"""Which accounts follow pupils from another school to this one. Source: spec/imports.md 4.3.

Pupils change schools and keep their INE. Whoever may see somebody's account by mistake is worse off than
somebody who signs in once more: in doubt, no account is linked.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from imports.domain.rows import PupilRow


@dataclass(frozen=True, slots=True)
class LinkedPupil:
    """A pupil of any school who has an account, disabled or not.

    is_here: of the school that imports. national_student_id: "" for a provisional pupil who has none yet.
    """

    account: int
    national_student_id: str
    birthdate: date
    is_here: bool = False


def find_links(rows: Iterable[PupilRow], linked: Iterable[LinkedPupil]) -> dict[str, int]:
    """Return the account that each row brings along from other schools, by its INE.

    linked: all who are here; elsewhere, all who have an INE of the rows, and all who share an account with
    one of these.

    The account of a pupil elsewhere follows him if INE and birth date are the same. Not if he has one here;
    nor if somebody here has it; nor if it is known under another INE too, so that two pupils never get the
    same one; nor if two accounts could be his.
    """
    births = {row.national_student_id: row.birthdate for row in rows}
    found: defaultdict[str, set[int]] = defaultdict(set)
    numbers: defaultdict[int, set[str]] = defaultdict(set)
    accounts_here: set[int] = set()
    numbers_here: set[str] = set()
    for pupil in linked:
        ine = pupil.national_student_id
        if pupil.is_here:
            accounts_here.add(pupil.account)
            numbers_here.add(ine)
        elif births.get(ine) == pupil.birthdate:
            found[ine].add(pupil.account)
        if ine:
            numbers[pupil.account].add(ine)
    return {
        ine: account
        for ine, (account, *others) in found.items()
        if not others
        and ine not in numbers_here
        and account not in accounts_here
        and len(numbers[account]) == 1
    }
