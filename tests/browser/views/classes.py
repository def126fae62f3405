"""« Mes classes », missions of a class, a pupil's page, his work given to another, competences."""

from django.utils import timezone

from learners.chosen import choose_divisions
from learners.models import Learner
from missions.models import Attempt, Mission, MissionChoice
from pixorga.lib.school_year import school_year_of
from tests.browser.stage import CLASS, LONG_NAMES, Stage
from tests.browser.views.staff import past_year
from tests.browser.views.view import View, director, head_of, pupil, teacher
from tests.browser.window import Window
from tests.learners.factories import LearnerFactory
from tests.missions.factories import AttemptFactory

CHOICES, COMPETENCES = "/missions/classes/", "/missions/competences/"
TWO = [CLASS, "CM1-CM2 M. Okoye"]


def with_classes(path: str):
    """Return the address after the director said which classes are hers."""

    def url(stage: Stage) -> str:
        choose_divisions(user=stage.director, organization=stage.lilas, divisions=TWO)
        return path

    return url


def page_of(first_name: str, tail: str = ""):
    return lambda stage: f"/missions/eleves/{stage.pupil(first_name).pk}/{tail}"


def page_of_past_year(stage: Stage) -> str:
    learner = Attempt.objects.order_by("school_year").first().learner_id
    return past_year(f"/missions/eleves/{learner}/")


def page_of_somebody_who_left(stage: Stage) -> str:
    learner = LearnerFactory(
        organization=stage.lilas, division=CLASS, first_name="Rose", disabled_at=timezone.now()
    )
    AttemptFactory(learner=learner, mission=stage.mission, school_year=2020, completed=True)
    return f"/missions/eleves/{learner.pk}/"


def work_of(first_name: str, *, to: str = "", query: str = ""):
    """Return the address where the last work of a pupil is given; to: the first name of who is to have it."""

    def url(stage: Stage) -> str:
        attempt = Attempt.objects.filter(learner=stage.pupil(first_name)).first()
        tail = f"{stage.pupil(to).pk}/" if to else ""
        return f"/missions/eleves/{attempt.learner_id}/donner/{attempt.pk}/{tail}{query}"

    return url


def work_to_move(stage: Stage) -> str:
    """Return the address where a pupil's work is given, made for it: the others keep theirs."""
    giver, taker = LearnerFactory.create_batch(2, organization=stage.lilas, division=CLASS)
    attempt = AttemptFactory(learner=giver, mission=stage.mission, started_at=stage.now, completed=True)
    return f"/missions/eleves/{giver.pk}/donner/{attempt.pk}/{taker.pk}/"


def choose_mission(stage: Stage, mission: Mission, state: str) -> None:
    of_class = {"organization": stage.lilas, "division": CLASS}
    of_class["school_year"] = school_year_of(stage.lilas.local(stage.now).date())
    MissionChoice.objects.update_or_create(**of_class, mission=mission, defaults={"state": state})


def missions_of_the_class(stage: Stage) -> str:
    """One mission comes first and one is hidden."""
    first, hidden = Mission.objects.order_by("-position")[:2]
    choose_mission(stage, first, "FIRST")
    choose_mission(stage, hidden, "HIDDEN")
    return f"{CHOICES}?classe={CLASS}"


def missions_of_a_pupil(stage: Stage) -> str:
    missions_of_the_class(stage)
    return "/junior/missions/"


def hidden_mission(stage: Stage) -> str:
    missions_of_the_class(stage)
    hidden = MissionChoice.objects.get(organization=stage.lilas, division=CLASS, state="HIDDEN")
    return f"/junior/missions/{hidden.mission_id}/"


def save(window: Window, stage: Stage) -> None:
    window.button("Enregistrer").click()


def give(window: Window, stage: Stage) -> None:
    window.button("Donner ce travail").click()


def one_class(stage: Stage) -> str:
    assert Learner.objects.filter(division=CLASS, first_name=LONG_NAMES[0][0]).exists()
    return f"{COMPETENCES}?classes={CLASS}"


CLASSES = [
    View("my classes", "Cochez les classes que vous suivez", "/eleves/mes-classes/", director),
    View(
        "my classes, saved", "Chaque liste les propose", with_classes("/eleves/mes-classes/"), director, save
    ),
    View("my classes, none yet", "elles viennent avec", "/eleves/mes-classes/", head_of("0010001A")),
    View("pupils, my classes offered", "Modifier mes classes", with_classes("/eleves/"), director),
    View("pupils, filter to keep", "Retenir comme mes classes", f"/eleves/?classes={CLASS}", teacher),
    View("missions of a class", "Masquée", missions_of_the_class, director),
    View("missions of a class, saved", "sont enregistrées", missions_of_the_class, director, save),
    View("missions of a class, none yet", "Aucune classe pour", CHOICES, head_of("0010001A")),
    View("pupil", "Un travail fait sous un mauvais nom", page_of("Noé"), director),
    View("pupil, a past year", "Année scolaire", page_of_past_year, teacher),
    View("pupil, long name", "DE LA ROCHEFOUCAULD", page_of("Anne-Gwendoline"), teacher),
    View("pupil, who left", "Son travail reste lisible", page_of_somebody_who_left, director),
    View("work to give", "Qui a vraiment fait ce travail", work_of("Félix"), director),
    View("work to give, nobody found", "à cette recherche", work_of("Félix", query="?nom=xyz"), director),
    View("work to give, to confirm", "Sera au nom de", work_of("Félix", to="Anne-Gwendoline"), director),
    View("work to give, refused", "est lui-même en train", work_of("Malo", to="Capucine"), director),
    View("work given", "Le rendre à", work_to_move, director, give),
    View("competences", "Choisissez une seule classe", f"{COMPETENCES}?filtre=1", teacher),
    View("competences of one class", "Élève par élève", one_class, teacher),
    View("competences, a past year", "la plus récente", lambda stage: past_year(COMPETENCES), teacher),
    View("competences, no pupils", "Aucun élève pour l’instant", COMPETENCES, head_of("0010001A")),
    View("pupil’s missions, one first", "À faire en premier", missions_of_a_pupil, pupil("Éloïse")),
    View("mission that the class hides", "n’est pas pour ta classe", hidden_mission, pupil("Félix")),
]
