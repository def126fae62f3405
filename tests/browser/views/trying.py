"""A mission that is tried, corrected before a class, exported and printed."""

from collections.abc import Callable
from random import Random

from django.conf import settings
from django.test import Client

from missions.services import tryout as services
from missions.services.tryout import Tryout
from missions.views.tryout import SESSION_KEY
from pixorga.demo.answers import answer_to
from tests.browser.stage import CLASS, Stage
from tests.browser.views.staff import mission_url, past_year
from tests.browser.views.view import Cookies, View, director, head_of, teacher
from tests.browser.window import Window


def tried(*answers: bool | None) -> Cookies:
    """Be somebody who gave these answers in a tryout: right, wrong, or « Je ne sais pas », till its end."""

    def who(stage: Stage) -> dict[str, str]:
        client = Client()
        client.force_login(stage.teacher)
        session = client.session
        session[SESSION_KEY] = {str(stage.mission.pk): play(stage, *answers).to_state()}
        session.save()
        return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}

    return who


def play(stage: Stage, *answers: bool | None) -> Tryout:
    rng = Random(1)
    tryout = services.start_tryout(mission=stage.mission, rng=rng)
    for is_right in answers:
        asked = services.question_of(tryout, stage.mission)
        if asked is None:
            break
        takes_none = is_right is None or not asked.challenge.is_judged
        value = [] if takes_none else answer_to(asked.challenge, is_right=is_right)
        tryout = services.give_answer(
            tryout,
            mission=stage.mission,
            activity=asked.activity.pk,
            position=asked.position,
            value=value,
            is_skip=is_right is None,
            rng=rng,
        )
    return tryout


def answer(button: str) -> Callable[[Window, Stage], None]:
    """Choose the last proposal of the question and press a button."""

    def act(window: Window, stage: Stage) -> None:
        window.page.locator("[name=answer]").last.check()
        window.button(button).click()

    return act


def unfold(window: Window, stage: Stage) -> None:
    window.page.locator("summary", has_text="Le parcours de cet essai").click()


def unfold_answer(window: Window, stage: Stage) -> None:
    window.page.locator(".corrected-answer summary").first.click()


TRYING = [
    View("mission, names hidden", "Afficher les noms", mission_url("resultats/?noms=masques"), director),
    View("mission, help first", "Non atteint", mission_url("resultats/?tri=aide"), director),
    View("tryout, start", "avant le début", mission_url("essai/"), teacher),
    View("tryout, gone", "n’est plus là", mission_url("essai/question/"), teacher),
    View("tryout, introduction", "Démarrer la mission", mission_url("essai/introduction/"), tried()),
    View("tryout, question", "Je ne sais pas", mission_url("essai/question/"), tried()),
    View("tryout, why", "dans cette étape", mission_url("essai/question/"), tried(None, None), unfold),
    View(
        "tryout, feedback",
        "Je continue",
        mission_url("essai/question/"),
        tried(),
        answer("Je vérifie"),
    ),
    View("tryout, end", "dépassé", mission_url("essai/fin/"), tried(*[True] * 20)),
    View("correction", "Tout montrer", mission_url("correction/"), teacher),
    View("correction, an answer", "Bonne réponse", mission_url("correction/"), teacher, unfold_answer),
    View(
        "correction, answers shown",
        "Tout cacher",
        mission_url("correction/?etapes=2&niveaux=VALIDATION&reponses=1"),
        teacher,
    ),
    View(
        "correction, missed by a class",
        "Ratée",
        lambda stage: mission_url("correction/")(stage) + f"?ratees=on&classes={CLASS}",
        teacher,
    ),
    View(
        "correction, nothing missed",
        "a tout réussi",
        mission_url("correction/?ratees=on"),
        head_of("0010001A"),
    ),
    View("results on paper", "Une page par classe", mission_url("resultats/imprimer/"), director),
    View(
        "results on paper, nobody",
        "Aucun élève ne correspond",
        mission_url("resultats/imprimer/?nom=xyz"),
        director,
    ),
    View("export", "espace protégé", "/missions/export/", director),
    View("export, a past year", "espace protégé", lambda stage: past_year("/missions/export/"), director),
]
