"""What a class does with each mission, for its teachers."""

from collections.abc import Sequence
from dataclasses import dataclass

from missions.domain.crcn import COMPETENCES
from missions.models import Mission, MissionChoice
from organizations.models import Organization

SHOWN = ""
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
    """A mission and what the class does with it."""

    pk: int
    title: str
    competence: str
    options: tuple[Option, ...]


def choice_rows(organization: Organization, division: str, school_year: int) -> list[ChoiceRow]:
    """Return the current missions in their order, with the choice of a class; two queries."""
    own = MissionChoice.objects.of(organization).filter(school_year=school_year, division=division)
    states = dict(own.values_list("mission", "state"))
    return [
        ChoiceRow(
            pk=mission.pk,
            title=mission.title,
            competence=str(COMPETENCES[mission.competence]),
            options=tuple(
                Option(value, label, states.get(mission.pk, SHOWN) == value)
                for value, label in LABELS.items()
            ),
        )
        for mission in Mission.objects.active().only("title", "competence")
    ]


def states_of(rows: Sequence[ChoiceRow], sent: dict[str, str]) -> dict[int, str]:
    """Return what the form of these rows asks, by key of the mission; what it cannot ask is left out."""
    asked = {row.pk: sent.get(f"mission-{row.pk}") for row in rows}
    return {pk: state for pk, state in asked.items() if state in LABELS}
