"""The kinds of question that the demonstration’s mission does without: asked, and answered."""

from collections.abc import Callable

from challenges.models import Challenge
from missions.domain.path import Level
from missions.models import Attempt, Mission
from tests.browser.kinds import ANIMATION, FILL_IN, MATCHING, ORDERING, VIDEO, store
from tests.browser.stage import MISSION, MISSIONS, Stage
from tests.browser.views.view import View, pupil
from tests.browser.window import Window
from tests.missions.factories import make_challenges

# Each of them meets each question in a mission of its own.
ASKED, ANSWERED = "Ayoub", "Amina"
BODIES = [FILL_IN, MATCHING, ORDERING, ANIMATION, VIDEO]


def mission_of(body: dict) -> Mission:
    codes = [MISSION, *(code for code, *_ in MISSIONS)]
    return Mission.objects.get(code=codes[BODIES.index(body)])


def question(body: dict) -> Callable[[Stage], str]:
    def url(stage: Stage) -> str:
        mission = mission_of(body)
        if not Attempt.objects.filter(learner=stage.pupil(ASKED), mission=mission).exists():
            level = Level.TUTORIAL if body["kind"] == "LESSON" else Level.VALIDATION
            stage.stand(ASKED, *store(body), level=level, mission=mission)
        return f"/junior/missions/{mission.pk}/question/"

    return url


def feedback(body: dict, *, is_right: bool) -> Callable[[Stage], str]:
    def url(stage: Stage) -> str:
        mission, learner = mission_of(body), stage.pupil(ANSWERED)
        if not Attempt.objects.filter(learner=learner, mission=mission).exists():
            if not Challenge.objects.filter(code=mission.body["dare"][0][0]).exists():
                make_challenges(mission)
            stage.stand(ANSWERED, *store(body), "recherche-mots-va-2a", mission=mission)
            stage.answer(ANSWERED, is_right=is_right, mission=mission)
        activity = learner.attempts.get(mission=mission).activities.get(rank=1)
        return f"/junior/missions/{mission.pk}/reponse/{activity.pk}/0/"

    return url


def choose_label(window: Window, stage: Stage) -> None:
    window.button(".odt").click()


def place_two(window: Window, stage: Stage) -> None:
    for words in ORDERING["items"][2:]:
        window.button(words).click()


def second_picture(window: Window, stage: Stage) -> None:
    window.button("Après").click()


def read_transcript(window: Window, stage: Stage) -> None:
    window.page.get_by_text("Le texte de la vidéo").click()


def shown(name: str, says: str, body: dict, act: Callable[[Window, Stage], None] | None = None) -> View:
    return View(f"junior, {name}", says, question(body), pupil(ASKED), act)


def answered(name: str, says: str, body: dict, *, is_right: bool) -> View:
    return View(f"junior, {name}", says, feedback(body, is_right=is_right), pupil(ANSWERED))


KINDS = [
    shown("text to fill in", "Complète le texte", FILL_IN),
    shown("labels to match", "Choisis une étiquette", MATCHING),
    shown("a label chosen", "Choisis une étiquette", MATCHING, choose_label),
    shown("labels to order", "dans l’ordre", ORDERING),
    shown("some labels in order", "dans l’ordre", ORDERING, place_two),
    shown("animation", "Image 1 sur 3", ANIMATION),
    shown("animation, second picture", "Image 2 sur 3", ANIMATION, second_picture),
    shown("video", "Regarde la vidéo", VIDEO),
    shown("transcript of a video", "Elle range la photo", VIDEO, read_transcript),
    answered("text filled in", "Bien joué", FILL_IN, is_right=True),
    answered("labels matched wrongly", "pas la bonne réponse", MATCHING, is_right=False),
    answered("labels in order", "Bien joué", ORDERING, is_right=True),
]
