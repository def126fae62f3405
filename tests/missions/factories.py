"""Missions that can be read and played, and attempts at every stage."""

from datetime import UTC, datetime, timedelta

import factory

from challenges.content import digest_of
from challenges.models import Challenge
from learners.models import Learner
from missions.domain.results import Result
from missions.models import Attempt, Mission
from tests.learners.factories import LearnerFactory

# A Thursday morning in class; its school year is 2026-2027.
STARTED_AT = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
SCHOOL_YEAR = 2026


def activity(name: str, positions: int, variants: int) -> list[list[str]]:
    """Return positions of codes such as « m1-e1-va-2-v1 »: activity, position, variant."""
    return [
        [f"{name}-{position}-v{variant}" for variant in range(1, variants + 1)]
        for position in range(1, positions + 1)
    ]


def mission_body(
    code: str, position: int, title: str, competence: str, steps: int, positions: int, variants: int
) -> dict:
    """Return a valid body: each step with its three activities, then a dare."""
    return {
        "code": code,
        "position": position,
        "title": title,
        "competence": competence,
        "objectives": ["Choisir de bons mots", "Comparer des résultats"],
        "achievements": [f"Tu as réussi l’étape {step}." for step in range(1, steps + 1)],
        "sheet": "## Avant la séance\n\nPrévoir une tablette par élève.",
        "steps": [
            {
                "name": f"Les bons mots {step}",
                "tutorial": activity(f"{code}-e{step}-di", positions, variants),
                "training": activity(f"{code}-e{step}-en", positions, variants),
                "validation": activity(f"{code}-e{step}-va", positions, variants),
            }
            for step in range(1, steps + 1)
        ],
        "dare": activity(f"{code}-defi", 1, 1),
    }


class MissionFactory(factory.django.DjangoModelFactory):
    """A mission of two steps and a dare; ``playable=True`` also makes its challenges (« Oui » is right)."""

    class Meta:
        model = Mission
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"mission-{n}")
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Mission n° {n}")
    competence = "1.1"
    body = factory.LazyAttribute(
        lambda o: mission_body(o.code, o.position, o.title, o.competence, o.steps, o.positions, o.variants)
    )
    digest = factory.LazyAttribute(lambda o: digest_of(o.body))

    class Params:
        steps = 2
        positions = 2
        variants = 2
        archived = factory.Trait(archived_at=STARTED_AT)

    @factory.post_generation
    def playable(mission, create, extracted, **kwargs):  # noqa: N805
        if create and extracted:
            make_challenges(mission)


def challenge_body(code: str) -> dict:
    return {
        "code": code,
        "kind": "SINGLE_CHOICE",
        "bubbles": [f"Est-ce la question {code} ?"],
        "hint": "Sélectionne une seule réponse.",
        "explanation": "C’est écrit dans la question.",
        "choices": [{"right": "Oui"}, {"wrong": "Non"}],
        "shuffled": True,
    }


def make_challenges(mission: Mission) -> list[Challenge]:
    """Make a challenge of one choice for each code that the mission names."""
    activities = [mission.body["dare"]]
    for step in mission.body["steps"]:
        activities += [step["tutorial"], step["training"], step["validation"]]
    codes = [code for activity in activities for position in activity for code in position]
    return Challenge.objects.bulk_create(
        Challenge(
            code=code,
            kind="SINGLE_CHOICE",
            body=challenge_body(code),
            digest=digest_of(challenge_body(code)),
            created_at=STARTED_AT,
        )
        for code in codes
    )


class AttemptFactory(factory.django.DjangoModelFactory):
    """An attempt that was just started; ``completed``: every step reached, the dare not."""

    class Meta:
        model = Attempt

    mission = factory.SubFactory(MissionFactory)
    learner = factory.SubFactory(LearnerFactory)
    organization = factory.SelfAttribute("learner.organization")
    school_year = SCHOOL_YEAR
    started_at = STARTED_AT

    class Params:
        completed = factory.Trait(
            completed_at=factory.LazyAttribute(lambda o: o.started_at + timedelta(minutes=20)),
            step_results=[Result.REACHED.value, Result.REACHED.value],
            dare_result=Result.NOT_REACHED.value,
            overall_result=Result.REACHED.value,
        )
        exceeded = factory.Trait(
            completed=True, dare_result=Result.REACHED.value, overall_result=Result.EXCEEDED.value
        )
        partly_reached = factory.Trait(
            completed=True,
            step_results=[Result.REACHED.value, Result.PARTLY_REACHED.value],
            dare_result="",
            overall_result=Result.PARTLY_REACHED.value,
        )
        not_reached = factory.Trait(
            completed=True,
            step_results=[Result.NOT_REACHED.value],
            dare_result="",
            overall_result=Result.NOT_REACHED.value,
        )


def make_class(organization, division: str, names: list[str]) -> list[Learner]:
    """Return the pupils of a class, named « First Last »."""
    return [
        LearnerFactory(
            organization=organization,
            division=division,
            first_name=name.split()[0],
            last_name=name.split()[-1],
        )
        for name in names
    ]
