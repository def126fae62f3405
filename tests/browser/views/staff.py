"""The pages of the staff of a school, full, empty, filtered and in error."""

from collections.abc import Callable

from missions.models import Attempt
from tests.browser.stage import Stage
from tests.browser.views.view import View, adult, director, head_of, send, teacher
from tests.browser.window import Window


def mission_url(tail: str = "") -> Callable[[Stage], str]:
    return lambda stage: f"/missions/{stage.mission.pk}/{tail}"


def open_filter(window: Window, stage: Stage) -> None:
    window.page.locator(".multi summary").first.click()


def open_hint(window: Window, stage: Stage) -> None:
    window.page.locator("main .hint-button").first.click()


def open_session_hint(window: Window, stage: Stage) -> None:
    window.button("Aide : la session").click()
    window.page.locator("#session-hint").wait_for()


TO_INVITE = "karim.haddad@lilas.example\namina.benali@lilas.example\nenseignante@lilas.example"

STAFF = [
    View("home, session open", "Session active jusqu’à", "/", director),
    View("home, session closed", "Session inactive", "/", head_of("0010001A")),
    View("home, session ending", "Prolongez la session", "/", head_of("0010007G")),
    View("session, hint open", "n’est pas coupé", "/missions/", director, open_session_hint),
    View("home of a collège", "Collège du Lac", "/", head_of("0010008H")),
    View("close the session", "Une fois la session fermée", "/missions/session/fermer/", director),
    View(
        "close the session, closed",
        "Aucune session n’est active",
        "/missions/session/fermer/",
        head_of("0010001A"),
    ),
    View("missions, first steps", "activez la session avec le bouton", "/missions/", head_of("0010001A")),
    View("missions", "Aucune classe", "/missions/", teacher),
    View("missions, a past year", "Année scolaire", lambda stage: past_year("/missions/"), director),
    View("mission, activities", "Non débutée", mission_url(), director),
    View("mission, filter open", "Tout afficher", mission_url(), director, open_filter),
    View(
        "mission, filtered",
        "Effacer les filtres",
        mission_url("?nom=martin&statut=STARTED&statut=NOT_STARTED"),
        director,
    ),
    View("mission, nobody found", "Aucun élève ne correspond", mission_url("?nom=xyz"), director),
    View("mission, no pupils", "Aucun élève pour l’instant", mission_url(), head_of("0010001A")),
    View("mission, results", "Évaluation de la mission", mission_url("resultats/"), director),
    View("mission, hint open", "Choisir ses mots-clés", mission_url("resultats/"), director, open_hint),
    View(
        "mission, results of a past year",
        "la plus récente",
        lambda stage: past_year(mission_url("resultats/")(stage)),
        director,
    ),
    View("mission, sheet", "Fiche pédagogique", mission_url("fiche/"), teacher),
    View("pupils", "Lecture de la consigne", "/eleves/", director),
    View("pupils, as a teacher", "Lecture de la consigne", "/eleves/", teacher),
    View("pupils, page 2", "Page 2 /", "/eleves/?taille=10&page=2&tri=-nom", director),
    View("pupils, nobody found", "Aucun élève ne correspond", "/eleves/?nom=xyz", director),
    View("pupils, none yet", "Aucun élève pour l’instant", "/eleves/", head_of("0010001A")),
    View("pupils, import failed", "Voir l’import", "/eleves/", head_of("0010006F")),
    View("pupils, import to confirm", "Import à confirmer", "/eleves/", head_of("0010011L")),
    View("team", "Membres de l’équipe", "/equipe/", director),
    View("team, as a member", "Membres de l’équipe", "/equipe/", teacher),
    View("invitations", "Échec de l’envoi", "/equipe/invitations/", director),
    View("invitations, none", "Aucune invitation en attente", "/equipe/invitations/", head_of("0010001A")),
    View("invite", "Adresse(s) e-mail", "/equipe/creation/", director),
    View(
        "invite, wrong address",
        "n’est pas une adresse",
        "/equipe/creation/",
        director,
        send("Inviter", addresses="karim"),
    ),
    View(
        "invite, to confirm",
        "vont recevoir",
        "/equipe/creation/",
        director,
        send("Inviter", addresses=TO_INVITE),
    ),
    View("schools", "Vos établissements", "/etablissements/", adult("deux.ecoles")),
]


def past_year(path: str) -> str:
    return f"{path}?annee={Attempt.objects.order_by('school_year').first().school_year}"
