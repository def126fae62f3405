"""The pages of one’s own account."""

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from accounts import services
from accounts.models import User
from tests.accounts.factories import UserFactory
from tests.browser.stage import Stage, accept_terms
from tests.browser.views.view import View, send

PASSWORD = "/profil/mot-de-passe/"
EMAIL = "/profil/adresse-e-mail/"
SESSIONS = "/profil/sessions/"
REAUTHENTICATION = "/connexion/verification/?next=/profil/adresse-e-mail/"

IPAD = "Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) Version/17.4 Safari/604.1"


def somebody(stage: Stage) -> dict[str, str]:
    """An account of its own each time: what one view writes, another does not meet."""
    return stage.session_of(_owner())


def pupil_with_identifier(stage: Stage) -> dict[str, str]:
    return stage.session_of(UserFactory(pupil=True))


def newcomer(stage: Stage) -> dict[str, str]:
    """Everything waits: the address for its confirmation, and another for its own."""
    user = UserFactory(email=f"{'tres.longue.adresse.' * 4}{User.objects.count()}@lilas.example")
    _ask(user)
    accept_terms(user)
    return stage.session_of(user)


def mover(stage: Stage) -> dict[str, str]:
    user = _owner()
    _ask(user, f"{'plus.longue.encore.' * 4}{user.pk}@lilas.example")
    return stage.session_of(user)


def traveller(stage: Stage) -> dict[str, str]:
    user = _owner()
    for _ in range(3):
        elsewhere = Client()
        elsewhere.force_login(user)
        key = elsewhere.session.session_key
        UserSession.objects.create(user=user, session_key=key, ip="192.0.2.0", user_agent=IPAD)
    return stage.session_of(user)


def change_link(stage: Stage) -> str:
    user = _owner()
    address = _ask(user, f"{'plus.longue.encore.' * 4}{user.pk}@lilas.example")
    return reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])


def link_to_taken_address(stage: Stage) -> str:
    address = _ask(_owner())
    UserFactory(email=address.email, with_address=True)
    return reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])


def _owner() -> User:
    return UserFactory(with_address=True)


def _ask(user: User, email: str = "") -> EmailAddress:
    services.request_email_change(user=user, email=email or f"nouvelle.{user.pk}@lilas.example")
    return services.pending_address(user)


ACCOUNT = [
    View("account", "Qui vous êtes", "/profil/", somebody),
    View("account, everything waits", "en attente de confirmation", "/profil/", newcomer),
    View("account of a pupil", "Ces noms viennent de votre établissement", "/profil/", pupil_with_identifier),
    View(
        "account, no name",
        "Votre prénom n’est pas renseigné",
        "/profil/",
        somebody,
        send("Enregistrer", first_name=""),
    ),
    View(
        "account, name kept",
        "sont enregistrés",
        "/profil/",
        somebody,
        send("Enregistrer", first_name="Jean-Baptiste", last_name="O’Neill"),
    ),
    View("change of password", "Nouveau mot de passe", PASSWORD, somebody),
    View(
        "change of password, wrong one",
        "n’est pas celui de votre compte",
        PASSWORD,
        somebody,
        send("Enregistrer", current_password="Mauvais-2026", password="court"),
    ),
    View("change of e-mail", "Nouvelle adresse", EMAIL, somebody),
    View("change of e-mail, waiting", "Utiliser plutôt une autre adresse", EMAIL, mover),
    View(
        "change of e-mail, wrong",
        "n’est pas valide",
        EMAIL,
        somebody,
        send("Recevoir le lien", email="karim"),
    ),
    View("password asked for again", "C’est bien vous", REAUTHENTICATION, somebody),
    View(
        "password asked for again, wrong",
        "n’est pas celui de votre compte",
        REAUTHENTICATION,
        somebody,
        send("Continuer", password="Mauvais-2026"),
    ),
    View("link to change the e-mail", "remplacera l’adresse actuelle", change_link),
    View(
        "link to change the e-mail, taken meanwhile",
        "Cette adresse a déjà un compte",
        link_to_taken_address,
    ),
    View("sessions, this one alone", "nulle part ailleurs", SESSIONS, somebody),
    View("sessions", "Fermer les autres sessions", SESSIONS, traveller),
]
