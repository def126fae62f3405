"""What a class does with each mission, for its teachers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from challenges.domain.crcn import COMPETENCES
from missions.models import Mission, MissionChoice
from organizations.models import Organization

SHOWN = ""
# What the names of the fields begin with: the choice, and what it was when the page was made.
ASKED, WAS_SHOWN = "mission", "montre"
LABELS = {
    SHOWN: "Visible",
    MissionChoice.State.FIRST.value: "En premier",
    MissionChoice.State.HIDDEN.value: "Masquée",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One of the three radio buttons of a mission."""

    value: str
    label: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A mission and what the class does with it. state: as the options say, SHOWN for nothing special."""

    pk: int
    title: str
    competence: str
    state: str
    options: tuple[Option, ...]


def choice_rows(organization: Organization, division: str, school_year: int) -> list[ChoiceRow]:
    """Return the current missions in their order, with the choice of a class; two queries."""
    own = MissionChoice.objects.of(organization).filter(school_year=school_year, division=division)
    states = dict(own.values_list("mission", "state"))
    return [
        _row(mission, states.get(mission.pk, SHOWN))
        for mission in Mission.objects.active().only("title", "competence")
    ]


def _row(mission: Mission, state: str) -> ChoiceRow:
    return ChoiceRow(
        pk=mission.pk,
        title=mission.title,
        competence=str(COMPETENCES[mission.competence]),
        state=state,
        options=tuple(Option(value, label, state == value) for value, label in LABELS.items()),
    )


def states_of(rows: Sequence[ChoiceRow], sent: Mapping[str, str], prefix: str) -> dict[int, str]:
    """Return what the form of these rows asks, by key of the mission; what it cannot ask is left out.

    prefix: of the names of the fields, ASKED or WAS_SHOWN.
    """
    asked = {row.pk: sent.get(f"{prefix}-{row.pk}") for row in rows}
    return {pk: state for pk, state in asked.items() if state in LABELS}
