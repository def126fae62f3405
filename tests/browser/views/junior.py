"""The pages of the pupils: coming in, choosing, playing, the end."""

from collections.abc import Callable

from learners.models import Learner
from organizations.models import Organization
from pixorga.demo import seed
from tests.browser.stage import CLASS, Stage, try_too_many_codes
from tests.browser.views.view import View, pupil, send, send_without_cookies
from tests.browser.window import Window
from tests.learners.factories import LearnerFactory

LARGE = "CM2 M. Large"
JUNIOR = f"/junior/ecole/{seed.SCHOOL_CODE}/"


def code_of(stage: Stage) -> str:
    """Return the code of the school in session that has no pupils."""
    return Organization.objects.get(uai="0010007G").school_code


def pupil_of_closed_school(stage: Stage) -> dict[str, str]:
    return stage.place_of(Learner.objects.get(organization__uai="0010009J"))


def junior_mission(tail: str = "") -> Callable[[Stage], str]:
    return lambda stage: f"/junior/missions/{stage.mission.pk}/{tail}"


def feedback_of(first_name: str) -> Callable[[Stage], str]:
    def url(stage: Stage) -> str:
        activity = stage.pupil(first_name).attempts.get(mission=stage.mission).activities.get(rank=1)
        return junior_mission(f"reponse/{activity.pk}/0/")(stage)

    return url


def try_codes(window: Window, stage: Stage) -> None:
    try_too_many_codes()
    send("Je valide le code", code="BBBBBB222")(window, stage)


def tick_one(window: Window, stage: Stage) -> None:
    window.page.locator(".choice").first.click()
    window.button("Je vérifie").click()


def large_class(stage: Stage) -> str:
    """Return the address of a class of more than thirty, with a pupil at each letter."""
    names = {"organization": stage.lilas, "division": LARGE}
    if not Learner.objects.filter(**names).exists():
        for rank, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZAEILMN"):
            LearnerFactory(**names, first_name=f"{letter}lix", last_name=f"NOM{rank:02}")
    return f"{JUNIOR}eleves/?classe={LARGE}"


def result(first_name: str, says: str) -> View:
    return View(f"junior, end of {first_name}", says, junior_mission("fin/"), pupil(first_name))


PUPILS = [
    View("junior, code", "Saisis le code", "/junior/"),
    View("junior, code missing", "Écris d’abord le code", "/junior/", act=send("Je valide le code")),
    View(
        "junior, code too short",
        "n’est pas complet",
        "/junior/",
        act=send("Je valide le code", code="BKTSRV2"),
    ),
    View(
        "junior, wrong code", "école non trouvée", "/junior/", act=send("Je valide le code", code="ZZZZZZ999")
    ),
    View("junior, too many codes", "on fait une pause", "/junior/", act=try_codes),
    View("junior, come back", "Ta connexion est finie", "/junior/?retour=1"),
    View("junior, old form", "trop longtemps", "/junior/", act=send_without_cookies("Je valide le code")),
    View("junior, 404", "Cette page n’existe pas", "/junior/nulle-part/"),
    View("junior, a pupil’s 404", "Retourne à tes missions", "/junior/nulle-part/", pupil("Aden")),
    View("junior, 405", "ne s’ouvre pas", "/junior/deconnexion/", pupil("Aden")),
    View("junior, 500", "Oups", "/junior/panne/500/"),
    View("junior, 503", "fait une pause", "/junior/panne/503/"),
    View("junior, no network", "Pas de réseau pour l’instant", "/junior/hors-ligne/"),
    View("junior, classes", "choisis ta classe", JUNIOR),
    View("junior, no class yet", "pas encore de classe", lambda stage: f"/junior/ecole/{code_of(stage)}/"),
    View("junior, names", "Clique sur ton prénom", f"{JUNIOR}eleves/?classe={CLASS}"),
    View("junior, names of a large class", "Clique sur ton prénom", large_class),
    View("junior, my data", "Ce que le site garde", "/junior/mes-donnees/"),
    View("junior, my data of a pupil", "Tes droits", "/junior/mes-donnees/", pupil("Capucine")),
    View("junior, confirm", "Tu es bien", lambda stage: f"{JUNIOR}eleves/{stage.pupil('Aden').pk}/"),
    View("junior, missions", "choisis ta mission", "/junior/missions/", pupil("Noé")),
    View("junior, session over", "La séance est finie", "/junior/missions/", pupil_of_closed_school),
    View("junior, start", "C’est parti", junior_mission(), pupil("Aden")),
    View("junior, introduction", "Démarrer la mission", junior_mission("introduction/"), pupil("Aden")),
    View("junior, one answer", "Sélectionne une seule réponse", junior_mission("question/"), pupil("Malo")),
    View("junior, several answers", "J’écoute", junior_mission("question/"), pupil("Capucine")),
    View(
        "junior, too few answers",
        "Attention, sélectionne",
        junior_mission("question/"),
        pupil("Capucine"),
        tick_one,
    ),
    View("junior, typed answer", "Écris", junior_mission("question/"), pupil("Clémence")),
    View("junior, answers in pictures", "quatre dessins", junior_mission("question/"), pupil("Joséphine")),
    View("junior, question with a picture", "Je vérifie", junior_mission("question/"), pupil("Maxence")),
    View("junior, lesson", "Je continue", junior_mission("question/"), pupil("Louison")),
    View("junior, right", "Bien joué", feedback_of("Hugo"), pupil("Hugo")),
    View("junior, wrong", "pas la bonne réponse", feedback_of("Isaac"), pupil("Isaac")),
    View("junior, several wrong", "pas la bonne réponse", feedback_of("Sacha"), pupil("Sacha")),
    View("junior, typed wrong", "pas la bonne réponse", feedback_of("Ondine"), pupil("Ondine")),
    result("Félix", "tu as relevé le défi"),
    result("Yanis", "ta mission est réussie"),
    result("Léandre", "une partie de la mission"),
    result("Éloïse", "Tu as bien travaillé"),
]
