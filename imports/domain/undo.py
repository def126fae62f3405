"""What an import replaced of a pupil, and how it goes back. Source: decisions.md 29."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from operator import attrgetter

from imports.domain.plan import StoredPupil
from imports.domain.rows import PupilRow

# What a file says of a pupil, in the order of PupilRow.
COLUMNS = tuple(field.name for field in fields(PupilRow) if field.compare)
values_of = attrgetter(*COLUMNS)

# What else an import changes. The account that it linked stays.
STATE = ("is_provisional", "disabled_at")
state_of = attrgetter(*STATE)


def replaced(old: StoredPupil, new: StoredPupil) -> tuple[dict, dict]:
    """Return what differs, by column, as values that JSON knows: what it was, and what it is now."""
    pairs = zip(
        (*COLUMNS, *STATE),
        (*values_of(old.row), *state_of(old)),
        (*values_of(new.row), *state_of(new)),
        strict=True,
    )
    differing = [pair for pair in pairs if pair[1] != pair[2]]
    return (
        {name: _to_json(value) for name, value, _ in differing},
        {name: _to_json(value) for name, _, value in differing},
    )


def put_back(pupil: StoredPupil, old: Mapping[str, object], new: Mapping[str, object]) -> StoredPupil:
    """Return the pupil as he was before an import, but for what somebody corrected since.

    old, new: from `replaced`. A column that does not hold what the import wrote any more stays as it is.
    """
    row, state = {}, {}
    for name, value in old.items():
        owner, changes = (pupil, state) if name in STATE else (pupil.row, row)
        present = _to_json(getattr(owner, name))
        if new.get(name, present) == present:
            changes[name] = _from_json(name, value)
    return replace(pupil, row=replace(pupil.row, **row), **state)


def _to_json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _from_json(name: str, value: object) -> object:
    if value is not None and name == "disabled_at":
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if name == "birthdate" else value
