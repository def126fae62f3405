"""The shell around every staff page."""

import re

from tests.conftest import sign_in
from tests.organizations.factories import MembershipFactory
from tests.pages import plain

LINK = "Changer d’établissement"


def test_somebody_in_two_schools_may_change_school(teacher):
    assert LINK not in teacher.client.get("/").text
    other = MembershipFactory(user=teacher.user, organization__uai="0690001B").organization
    page = teacher.client.get("/").text
    assert LINK in page
    assert f'action="/etablissements/{other.pk}/choisir/"' in page
    assert "(0690001B)" in page
    assert f"/etablissements/{teacher.organization.pk}/choisir/" not in page


def test_somebody_in_many_schools_finds_the_first_ones_and_a_page_of_all(teacher):
    MembershipFactory.create_batch(5, user=teacher.user)
    assert '/etablissements/"' not in teacher.client.get("/").text
    MembershipFactory(user=teacher.user)
    page = teacher.client.get("/").text
    assert page.count("/choisir/") == 5
    assert '/etablissements/"' in page


def test_the_user_block_says_who_one_is_and_where_and_leads_to_the_account(teacher):
    page = teacher.client.get("/").text
    block = page[page.index('<section class="user"') :].partition("</section>")[0]
    assert teacher.user.full_name in block
    assert f"{teacher.organization.name} ({teacher.organization.uai})" in block
    assert 'href="/profil/"' in block
    assert "Se déconnecter" in block
    assert "<details>" in block  # closed until somebody opens it


def test_the_current_page_is_marked_for_everybody(director):
    """In the side bar, and in the tabs of the section that is open there."""
    page = director.client.get("/missions/").text
    current = re.findall(r'<a\b[^>]*aria-current="page"[^>]*>(.*?)</a>', page, re.S)
    assert [plain(link) for link in current] == ["Missions", "Toutes les missions"]


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
