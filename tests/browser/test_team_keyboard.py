"""The whole care of a team with a keyboard and nothing else; and its pages without any script."""

import pytest

from organizations.models import Invitation, Membership
from tests.accounts.factories import UserFactory
from tests.browser.keyboard import Keyboard
from tests.browser.stage import Stage
from tests.browser.views.team import JUST_SENT
from tests.browser.views.view import adult, director
from tests.organizations.factories import MembershipFactory

pytestmark = pytest.mark.browser

LARGE = {"viewport": {"width": 1280, "height": 800}}
HAS_FOCUS = "element => element === document.activeElement"


@pytest.fixture
def window(open_window, stage):
    window = open_window(**LARGE)
    window.bring(director(stage))
    return window


@pytest.fixture
def keyboard(window):
    return Keyboard(window)


def new_member(stage: Stage, first_name: str) -> Membership:
    """Return somebody whom no other test of this file touches."""
    user = UserFactory(first_name=first_name, last_name="Ferrand")
    return MembershipFactory(organization=stage.lilas, user=user)


def open_menu(keyboard: Keyboard, name: str) -> None:
    keyboard.go_to(f"Actions pour {name}")
    keyboard.press("Enter")


def test_two_people_are_invited(window, keyboard, stage):
    window.page.goto("/equipe/")
    keyboard.follow("Inviter un membre")
    keyboard.go_to("Adresse(s) e-mail")
    keyboard.type("lea.martin@lilas.example, hugo.petit@lilas.example")
    keyboard.follow("Inviter")
    keyboard.follow("Valider")
    assert window.page.get_by_text("2 invitations sont envoyées").is_visible()
    assert Invitation.objects.of(stage.lilas).filter(email__startswith="lea.martin").exists()


def test_a_role_is_changed_in_its_row(window, keyboard, stage):
    member = new_member(stage, "Inès")
    window.page.goto("/equipe/")
    open_menu(keyboard, "Inès Ferrand")
    keyboard.go_to("Modifier le rôle")
    keyboard.press("Enter")
    choice = window.page.get_by_label("Rôle d’Inès Ferrand")
    choice.wait_for()
    assert choice.evaluate(HAS_FOCUS)
    assert window.page.url.endswith("/role/")
    keyboard.press("ArrowDown")
    keyboard.follow("Enregistrer")
    assert window.page.get_by_text("Inès Ferrand a maintenant le rôle d’administrateur").is_visible()
    member.refresh_from_db()
    assert member.role == Membership.Role.ADMIN


def test_an_invitation_is_cancelled_after_a_question(window, keyboard, stage):
    window.page.goto("/equipe/invitations/")
    keyboard.go_to(f"Annuler l’invitation de {JUST_SENT}")
    keyboard.press("Enter")
    keyboard.follow("Annuler l’invitation")
    assert window.page.get_by_text("est annulée").is_visible()
    assert not Invitation.objects.pending().filter(email=JUST_SENT).exists()


def test_somebody_is_removed_after_a_question_that_may_be_closed(window, keyboard, stage):
    member = new_member(stage, "Malik")
    window.page.goto("/equipe/")
    open_menu(keyboard, "Malik Ferrand")
    keyboard.go_to("Retirer de l’équipe")
    keyboard.press("Enter")
    question = window.page.get_by_role("dialog", name="Retirer Malik Ferrand de l’équipe")
    question.wait_for()
    keyboard.press("Escape")
    question.wait_for(state="hidden")
    assert window.button("Actions pour Malik Ferrand").evaluate(HAS_FOCUS)

    keyboard.press("Enter")
    keyboard.go_to("Retirer de l’équipe")
    keyboard.press("Enter")
    question.wait_for()
    keyboard.follow("Retirer de l’équipe")
    assert window.page.get_by_text("Malik Ferrand ne fait plus partie de l’équipe").is_visible()
    member.refresh_from_db()
    assert member.disabled_at is not None


def test_another_school_is_chosen_in_the_user_block(open_window, stage):
    window = open_window(**LARGE)
    window.bring(adult("deux.ecoles")(stage))
    window.page.goto("/")
    keyboard = Keyboard(window)
    keyboard.go_to("Alix Roche École primaire des Lilas")
    keyboard.press("Enter")
    keyboard.follow("Collège du Lac")
    assert window.page.locator(".user summary").inner_text().startswith("Alix Roche\nCollège du Lac")


def test_all_of_it_is_there_without_scripts(open_window, stage):
    window = open_window(**LARGE, java_script_enabled=False)
    window.bring(director(stage))
    member = new_member(stage, "Nora")
    name = member.user.full_name
    window.page.goto("/equipe/")
    window.button(f"Actions pour {name}").click()
    window.page.locator(f"#menu-{member.pk}").get_by_role("link", name="Modifier le rôle").click()
    window.page.get_by_label(f"Rôle de {name}").select_option("ADMIN")
    window.button("Enregistrer").click()
    assert window.page.get_by_text(f"{name} a maintenant le rôle d’administrateur").is_visible()

    window.button(f"Actions pour {name}").click()
    window.page.locator(f"#menu-{member.pk}").get_by_role("link", name="Retirer de l’équipe").click()
    assert window.heading() == f"Retirer {name} de l’équipe\u00a0?"
    window.button("Retirer de l’équipe").click()
    assert window.page.get_by_text("ne fait plus partie de l’équipe").is_visible()
