"""Where « / », « Élèves » and a short link lead, for each kind of school and of visitor."""

import pytest
from django.test import Client
from pytest_django.asserts import assertRedirects, assertTemplateUsed

from organizations.models import Membership
from tests.accounts.factories import UserFactory
from tests.conftest import sign_in
from tests.organizations.factories import MembershipFactory, OrganizationFactory


def test_a_primary_school_has_the_home_of_missions(teacher):
    page = teacher.client.get("/")
    assert page.status_code == 200
    assertTemplateUsed(page, "missions/home.html")


def test_a_college_has_a_home_of_its_own(principal):
    page = principal.client.get("/")
    assert page.status_code == 200
    assertTemplateUsed(page, "pixorga/secondary_home.html")
    assert principal.organization.name in page.text


def test_somebody_without_a_school_learns_what_to_do(db):
    client = Client()
    client.force_login(UserFactory())
    page = client.get("/")
    assert page.status_code == 403
    assert "Vous n’êtes membre d’aucun établissement" in page.text
    assert "Se déconnecter" in page.text


def test_whoever_is_not_signed_in_is_led_back_after_signing_in(db, client):
    assertRedirects(client.get("/eleves/?nom=a"), "/connexion/?next=/eleves/%3Fnom%3Da")


def test_every_kind_of_school_has_a_page_of_pupils(teacher, principal):
    for person in (teacher, principal):
        page = "learners/list.html" if person.organization.is_primary else "campaigns/learners.html"
        assertTemplateUsed(person.client.get("/eleves/"), page)


def test_somebody_of_two_schools_sees_the_one_that_was_chosen(teacher):
    college = OrganizationFactory(secondary=True, name="Collège Hugo")
    MembershipFactory(user=teacher.user, organization=college, role=Membership.Role.ADMIN)
    assertTemplateUsed(teacher.client.get("/"), "missions/home.html")
    teacher.client.post(f"/etablissements/{college.pk}/choisir/")
    assertTemplateUsed(teacher.client.get("/"), "pixorga/secondary_home.html")


def test_a_school_that_was_archived_has_no_pages(school, teacher):
    school.archived_at = school.created_at
    school.save(update_fields=["archived_at"])
    assert teacher.client.get("/").status_code == 403
    assert teacher.client.get("/eleves/").status_code == 404


@pytest.mark.parametrize("code", ["LYQXJB237", "lyqxjb237", "inconnu"])
def test_a_short_link_leads_to_the_school_and_tells_nothing_itself(db, client, code):
    """Whether the code exists is told by the school's page alone, with its limit on guesses."""
    answer = client.get(f"/e/{code}")
    assertRedirects(answer, f"/junior/ecole/{code}/", fetch_redirect_response=False)
    assert client.post(f"/e/{code}").status_code == 405


def test_people_who_left_have_no_school_any_more(school):
    member = sign_in(MembershipFactory(organization=school, disabled_at=school.created_at))
    assert member.client.get("/").status_code == 403
