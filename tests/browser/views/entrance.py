"""The pages before the staff shell: signing in, activation, joining, terms, legal pages, errors."""

from collections.abc import Callable

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from organizations.models import Invitation, Organization
from pixorga.demo import seed
from tests.browser.stage import Stage, invitation_path
from tests.browser.views.view import View, adult, director, send, send_without_cookies, sign_in_as, teacher
from tests.browser.window import Window
from tests.organizations.factories import InvitationFactory


def reset_link(stage: Stage) -> str:
    user = stage.staff_of("0010001A")
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    return f"/mot-de-passe/{key}/"


def email_link(stage: Stage) -> str:
    user = stage.staff_of("0010001A")
    address, _ = EmailAddress.objects.get_or_create(user=user, email=user.email)
    return reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])


def open_link(stage: Stage) -> str:
    return invitation_path(Invitation.objects.get(email="amina.benali@lilas.example"))


def link_of(*, is_old: bool = False, **state: object) -> Callable[[Stage], str]:
    def path(stage: Stage) -> str:
        return invitation_path(InvitationFactory(organization=stage.lilas, **state), is_old=is_old)

    return path


def go_home(window: Window, stage: Stage) -> None:
    window.page.goto("/")


def mailed_activation(stage: Stage) -> str:
    school = Organization.objects.get(uai=seed.TILLEULS)
    found = Invitation.objects.of(school).pending().first()
    return invitation_path(found or InvitationFactory(organization=school, activation=True))


ENTRANCE = [
    View("sign in", "Connectez-vous", "/connexion/"),
    View(
        "sign in, nothing typed",
        "Votre mot de passe n’est pas renseigné",
        "/connexion/",
        act=send("Je me connecte"),
    ),
    View("sign in, wrong password", "est incorrect", "/connexion/", act=sign_in_as("nobody")),
    View("sign in, few attempts left", "avant le blocage", "/connexion/", act=sign_in_as("presque.bloque")),
    View(
        "sign in, account paused", "ce compte est bloqué pendant", "/connexion/", act=sign_in_as("en.pause")
    ),
    View("sign in, account blocked", "pour le débloquer", "/connexion/", act=sign_in_as("bloque")),
    View("sign out", "Voulez-vous fermer votre session", "/deconnexion/", director),
    View("sign up, closed", "Inscription sur invitation", reverse("account_signup")),
    View("account inactive", "Compte désactivé", reverse("account_inactive")),
    View("password forgotten", "Mot de passe oublié", "/mot-de-passe-oublie/"),
    View(
        "password forgotten, nothing typed",
        "Votre adresse e-mail n’est pas renseignée",
        "/mot-de-passe-oublie/",
        act=send("Recevoir un lien"),
    ),
    View(
        "password forgotten, sent",
        "ne sert qu’une fois",
        "/mot-de-passe-oublie/",
        act=send("Recevoir un lien", email="personne@lilas.example"),
    ),
    View("new password", "Choisissez un nouveau mot de passe", reset_link),
    View("new password, too weak", "Erreur", reset_link, act=send("Enregistrer", password="abc")),
    View("new password, old link", "Ce lien n’est plus valable", "/mot-de-passe/1-abc-123/"),
    View(
        "new password, changed",
        "Votre mot de passe est changé",
        reverse("account_reset_password_from_key_done"),
    ),
    View("e-mail to confirm", "Un e-mail vous a été envoyé", reverse("account_email_verification_sent")),
    View("e-mail link", "est-elle bien la vôtre", email_link),
    View("e-mail link, old", "Ce lien n’est plus valable", reverse("account_confirm_email", args=["ancien"])),
    View("activation", "Activez ou récupérez votre espace", "/demande-administration-sco/"),
    View(
        "activation, nothing typed",
        "Votre prénom n’est pas renseigné",
        "/demande-administration-sco/",
        act=send("Confirmer"),
    ),
    View(
        "activation, unknown school",
        "n’est pas reconnu",
        "/demande-administration-sco/",
        act=send("Confirmer", uai="9999999Z", first_name="Ada", last_name="Byron"),
    ),
    View("activation, sent", "a été envoyé à l’adresse", "/demande-administration-sco/envoyee/"),
    View("join", "Vous êtes invité(e)", open_link),
    View("join, for a head teacher", "École des Tilleuls", mailed_activation),
    View("join, nothing typed", "Cochez cette case", open_link, act=send("Je m’inscris")),
    View(
        "join, wrong password",
        "est incorrect",
        open_link,
        act=send("Je me connecte", password="Mauvais-2026"),
    ),
    View("join, signed in", "choisir un autre compte", open_link, adult("sans.ecole")),
    View("join, link replaced", "Ce lien a été remplacé", link_of(is_old=True)),
    View("join, link expired", "vous inviter de nouveau", link_of(expired=True)),
    View("join, activation expired", "Refaire la demande", link_of(expired=True, activation=True)),
    View("join, cancelled", "a été annulée", link_of(cancelled=True)),
    View("join, accepted", "a déjà été acceptée", link_of(accepted=True)),
    View("join, unknown link", "Ce lien n’est pas reconnu", "/rejoindre/?invitationId=1&code=faux"),
    View("terms", "Conditions d’utilisation", "/cgu/"),
    View("terms to accept", "Accepter et continuer", "/cgu/", adult("sans.cgu")),
    View("no school", "Vous n’êtes membre d’aucun établissement", "/", adult("sans.ecole")),
    View("no school, invited", "Voir l’invitation", open_link, adult("sans.ecole"), go_home),
    View("help", "Vous dirigez l’école", "/aide/"),
    View("legal notice", "Éditeur et hébergeur", "/mentions-legales/"),
    View("accessibility", "État de conformité", "/accessibilite/"),
    View("privacy", "Expliqué aux enfants", "/donnees-personnelles/"),
    View("400", "Demande illisible", "/panne/400/"),
    View("403", "Accès réservé", "/eleves/import/", teacher),
    View(
        "403, old form",
        "était ouverte depuis longtemps",
        "/connexion/",
        act=send_without_cookies("Je me connecte"),
    ),
    View("404", "Page introuvable", "/nulle-part/"),
    View("405", "sert seulement à envoyer", "/missions/session/ouvrir/", director),
    View("413", "Fichier trop lourd", "/panne/413/"),
    View("429", "Trop d’essais", "/panne/429/"),
    View("500", "Une erreur est survenue", "/panne/500/"),
    View("503", "Service momentanément indisponible", "/panne/503/"),
]
