"""Invitations, members, schools, in every state."""

from collections.abc import Callable

from django.utils import timezone

from organizations.models import Invitation, Membership
from tests.browser.stage import Stage
from tests.browser.views.entrance import link_of
from tests.browser.views.view import View, adult, director, head_of, teacher
from tests.browser.window import Window
from tests.organizations.factories import InvitationFactory

LIST = "/equipe/invitations/"
WAITING = "jean-baptiste.montgaillard-lafontaine@ac-grenoble.example"
JUST_SENT = "amina.benali@lilas.example"


def of_zoe(tail: str) -> Callable[[Stage], str]:
    """Return the address of something that is done to a member."""
    return lambda stage: f"/equipe/membres/{zoe(stage).pk}/{tail}/"


def zoe(stage: Stage) -> Membership:
    return Membership.objects.of(stage.lilas).get(user__first_name="Zoé")


def cancellation(stage: Stage) -> str:
    return f"{LIST}{Invitation.objects.get(email=WAITING).pk}/annuler/"


def refused(stage: Stage) -> str:
    """The list with a mail that a server refused."""
    email = "adresse.inconnue@lilas.example"
    if not Invitation.objects.filter(email=email).exists():
        failed = {"send_failed_at": timezone.now(), "send_error": Invitation.SendError.REFUSED}
        InvitationFactory(organization=stage.lilas, email=email, **failed)
    return LIST


def open_menu(window: Window, stage: Stage) -> None:
    window.button("Actions pour Zoé Ferry").click()


def ask_removal(window: Window, stage: Stage) -> None:
    open_menu(window, stage)
    window.link("Retirer de l’équipe").click()


def edit_role(window: Window, stage: Stage) -> None:
    open_menu(window, stage)
    window.link("Modifier le rôle").click()


def ask_cancellation(window: Window, stage: Stage) -> None:
    window.link(f"Annuler l’invitation de {WAITING}").click()


def resend(window: Window, stage: Stage) -> None:
    # However long ago the stage was set.
    Invitation.objects.filter(email=JUST_SENT).update(sent_at=timezone.now())
    window.button(f"Renvoyer l’invitation à {JUST_SENT}").click()


def open_user_block(window: Window, stage: Stage) -> None:
    window.page.locator(".user summary").click()


TEAM = [
    View("team, one administrator", "Une seule personne administre cet espace", "/equipe/", director),
    View("team, menu open", "Modifier le rôle", "/equipe/", director, open_menu),
    View("role to change", "Enregistrer", of_zoe("role"), director),
    View("role to change, in the list", "Enregistrer", "/equipe/", director, edit_role),
    View("member to remove", "Son compte Pix n’est pas supprimé", of_zoe("retirer"), director),
    View("member to remove, dialog", "Son compte Pix n’est pas supprimé", "/equipe/", director, ask_removal),
    View("leave", "une nouvelle invitation", "/equipe/quitter/", teacher),
    View("leave, last administrator", "Donnez d’abord ce rôle", "/equipe/quitter/", director),
    View("leave, alone", "la seule personne de cet espace", "/equipe/quitter/", head_of("0010001A")),
    View("invitations, refused address", "refusée par la messagerie", refused, director),
    View("invitation to cancel", "ne servira plus", cancellation, director),
    View("invitation to cancel, dialog", "ne servira plus", LIST, director, ask_cancellation),
    View("invitation sent again too soon", "vient de partir", LIST, director, resend),
    View(
        "join, accepted by another account",
        "un autre compte que le vôtre",
        link_of(accepted=True),
        adult("sans.ecole"),
    ),
    View("user block open", "Changer d’établissement", "/", adult("deux.ecoles"), open_user_block),
]
