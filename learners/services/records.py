"""What administrators do to pupils one by one: add, correct, withdraw, bring back; and what all of the staff
may switch on: reading aloud.

A pupil who was added or brought back by hand is provisional: imports never disable him, and the next one that
has him takes the record over. Source: spec/decisions.md 26.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from learners.errors import ChangedMeanwhileError, IneTakenError, NamesakesError, NotProvisionalError
from learners.locks import lock_pupils
from learners.models import Learner, LearnerQuerySet
from organizations.models import Organization
from pixorga.journal.services import record


@dataclass(frozen=True, slots=True)
class Entry:
    """A pupil as an administrator describes him; texts are clean. level: "" in a secondary school."""

    last_name: str
    first_name: str
    birthdate: date
    division: str
    level: str = ""
    national_student_id: str = ""


@transaction.atomic
def add_learner(
    *,
    organization: Organization,
    by: User,
    entry: Entry,
    known: Collection[int] = (),
    now: datetime | None = None,
) -> Learner:
    """Return the new pupil; the one who is there already when the same form comes twice.

    known: ids of pupils of this name and birth date whom the person saw, and does not mean. NamesakesError
    names the others; IneTakenError the one who has the INE.
    """
    lock_pupils(organization.pk)
    learner = Learner(organization=organization, is_provisional=True, **asdict(entry))
    learner.set_keys()
    namesakes = _namesakes(learner).exclude(pk__in=known)
    for namesake in namesakes:
        if _is_entered(namesake, entry):
            return namesake
    _require_free_ine(learner)
    if namesakes:
        raise NamesakesError(namesakes)
    learner.created_at = learner.updated_at = now or timezone.now()
    learner.save()
    _record("learner.added", learner, by, now=learner.created_at)
    return learner


@transaction.atomic
def correct_learner(
    *,
    learner: Learner,
    by: User,
    changes: Mapping[str, object],
    seen: datetime | None = None,
    now: datetime | None = None,
) -> Learner:
    """Write these values over a pupil's, and nothing else; return him as he is now.

    seen: the ``updated_at`` that the person was shown; ChangedMeanwhileError if it is another one, and the
    values too. None: over whatever there is. IneTakenError names the other pupil who has the INE.
    """
    learner = _lock(learner)
    fields = [name for name, value in changes.items() if getattr(learner, name) != value]
    if not fields:
        return learner
    if seen not in (None, learner.updated_at):
        raise ChangedMeanwhileError(learner)
    for name in fields:
        setattr(learner, name, changes[name])
    _require_free_ine(learner)
    _write(learner, fields, now)
    _record("learner.corrected", learner, by, {"fields": fields}, now)
    return learner


@transaction.atomic
def withdraw_learner(*, learner: Learner, by: User, now: datetime | None = None) -> Learner:
    """Take a provisional pupil off the list; his results stay. Nothing for one who is off it.

    NotProvisionalError: an import took the record over.
    """
    learner = _lock(learner)
    if learner.disabled_at:
        return learner
    if not learner.is_provisional:
        raise NotProvisionalError
    learner.disabled_at = now or timezone.now()
    _write(learner, ["disabled_at"], learner.disabled_at)
    _record("learner.withdrawn", learner, by, now=learner.disabled_at)
    return learner


@transaction.atomic
def bring_back_learner(
    *, learner: Learner, by: User, changes: Mapping[str, object] | None = None, now: datetime | None = None
) -> Learner:
    """Put a pupil on the list again, whoever took him off it; imports leave him there.

    Nothing if he is on it. changes: what is new about him, such as his class. IneTakenError names the other
    pupil who has the INE.
    """
    learner = _lock(learner)
    if learner.disabled_at is None:
        return learner
    changes = {**(changes or {}), "is_provisional": True, "disabled_at": None}
    for name, value in changes.items():
        setattr(learner, name, value)
    _require_free_ine(learner)
    _write(learner, changes, now)
    _record("learner.brought_back", learner, by, now=now)
    return learner


@transaction.atomic
def set_oralization(*, learner: Learner, by: User, is_enabled: bool, now: datetime | None = None) -> bool:
    """Let a pupil listen to instructions, or no longer; return whether that was new."""
    same = Learner.objects.filter(pk=learner.pk, is_oralization_enabled=not is_enabled)
    is_new = bool(same.update(is_oralization_enabled=is_enabled))
    if is_new:
        _record("learner.oralization_set", learner, by, {"is_enabled": is_enabled}, now)
    return is_new


@transaction.atomic
def set_division_oralization(
    *, organization: Organization, division: str, by: User, is_enabled: bool, now: datetime | None = None
) -> int:
    """Do the same for all the pupils of a class; return for how many it was new."""
    lock_pupils(organization.pk)  # an import writes the same rows, in another order
    pupils = Learner.objects.of(organization).active().filter(division=division)
    count = pupils.filter(is_oralization_enabled=not is_enabled).update(is_oralization_enabled=is_enabled)
    if count:
        record(
            "learner.division_oralization_set",
            actor_id=by.pk,
            organization_id=organization.pk,
            details={"is_enabled": is_enabled, "count": count},
            now=now,
        )
    return count


def _lock(learner: Learner) -> Learner:
    """Return the pupil as he is now; nobody else writes him until the transaction ends."""
    lock_pupils(learner.organization_id)
    return Learner.objects.select_for_update(no_key=True).get(pk=learner.pk)


def _write(learner: Learner, fields: Collection[str], now: datetime | None) -> None:
    learner.set_keys()
    learner.updated_at = now or timezone.now()
    learner.save(update_fields=[*fields, "search_key", "sort_key", "updated_at"])


def _namesakes(learner: Learner) -> LearnerQuerySet:
    same = Learner.objects.of(learner.organization).filter(sort_key=learner.sort_key)
    return same.filter(birthdate=learner.birthdate).order_by("pk")


def _is_entered(learner: Learner, entry: Entry) -> bool:
    """Return whether the pupil is this entry, sent a moment ago."""
    values = asdict(entry)
    is_same = {name: getattr(learner, name) for name in values} == values
    return is_same and learner.is_provisional and learner.disabled_at is None


def _require_free_ine(learner: Learner) -> None:
    if not learner.national_student_id:
        return
    others = Learner.objects.filter(organization=learner.organization_id).exclude(pk=learner.pk)
    if other := others.filter(national_student_id=learner.national_student_id).first():
        raise IneTakenError(other)


def _record(
    verb: str, learner: Learner, by: User, details: dict | None = None, now: datetime | None = None
) -> None:
    record(
        verb,
        actor_id=by.pk,
        organization_id=learner.organization_id,
        subject_id=learner.pk,
        details=details,
        now=now,
    )
