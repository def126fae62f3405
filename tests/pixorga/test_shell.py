"""The shell around every staff page."""

from tests.conftest import sign_in
from tests.organizations.factories import MembershipFactory

LINK = "Changer d’établissement"


def test_somebody_in_two_schools_may_change_school(teacher):
    assert LINK not in teacher.client.get("/").text
    MembershipFactory(user=teacher.user)
    assert LINK in teacher.client.get("/").text


def test_the_current_page_is_marked_for_everybody(director):
    page = director.client.get("/missions/").text
    assert page.count('aria-current="page"') == 1


def test_a_secondary_school_has_neither_missions_nor_session(principal):
    page = principal.client.get("/").text
    assert "Activer la session" not in page
    assert "/missions/" not in page


def test_somebody_without_a_school_learns_what_to_do(db, client, django_user_model):
    membership = MembershipFactory()
    person = sign_in(membership)
    membership.disabled_at = membership.created_at
    membership.save(update_fields=["disabled_at"])
    response = person.client.get("/")
    assert response.status_code == 403
    assert "membre d’aucun établissement" in response.text
