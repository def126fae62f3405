"""Two tabs, two schools: a page of the one does nothing in the other."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from imports.models import LearnerImport
from organizations import services
from organizations.models import Invitation, Membership
from tests.organizations.factories import InvitationFactory, MembershipFactory

TEAM, INVITE, LEAVE = map(reverse, ["organizations:team", "organizations:invite", "organizations:leave"])
FORM = re.compile(r'<form\b[^>]*method="post"[^>]*>.*?</form>', re.S)
# What is done to oneself, in whatever school.
OF_ONESELF = re.compile(rf'action="({reverse("account_logout")}|/etablissements/\d+/choisir/)"')


@pytest.fixture
def port(director):
    """Another primary school of the same person, who administers it with somebody else."""
    organization = MembershipFactory(
        user=director.user, admin=True, organization__name="École du Port"
    ).organization
    MembershipFactory(organization=organization, admin=True)
    return organization


def change_to(organization, person):
    person.client.post(reverse("organizations:choose_school", args=[organization.pk]))


def forms_of(page):
    return [form for form in FORM.findall(page) if not OF_ONESELF.search(form)]


STALE = {
    "organizations:invite": {"addresses": "lea@exemple.fr"},
    "organizations:confirm_invite": {"addresses": "lea@exemple.fr"},
    "organizations:leave": {},
    "imports:retry": {},
    "imports:confirm": {"run": "1"},
    "imports:abandon": {"run": "1"},
    "missions:open_session": {},
    "missions:close_session": {},
}


@pytest.mark.parametrize("route", STALE)
def test_a_form_of_the_school_shown_before_does_nothing_and_says_so(director, school, port, route):
    change_to(port, director)
    data = STALE[route] | {"school_id": school.pk}
    answer = director.client.post(reverse(route), data, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "Rien n’a été fait" in answer.text
    assert "«\u00a0École du Port\u00a0»" in answer.text
    assert not Invitation.objects.exists()
    assert Membership.objects.active().filter(user=director.user).count() == 2
    port.refresh_from_db()
    assert port.session_expires_at is None


def test_a_list_of_pupils_goes_to_no_other_school(director, school, port):
    change_to(port, director)
    file = SimpleUploadedFile("onde.csv", b"liste", content_type="text/csv")
    answer = director.client.post(reverse("imports:upload"), {"file": file, "school_id": school.pk})
    assert answer.url == "/"
    assert not LearnerImport.objects.exists()


def test_a_form_of_a_school_that_one_just_lost_does_nothing_in_the_next_one(director, school, port):
    MembershipFactory(organization=school, admin=True)
    change_to(school, director)
    services.disable_membership(membership=director.membership, by=director.user)
    data = {"addresses": "lea@exemple.fr", "school_id": school.pk}
    assert director.client.post(reverse("organizations:confirm_invite"), data).url == "/"
    assert not Invitation.objects.exists()


def test_whoever_is_a_member_only_in_the_other_school_reads_why_and_not_that_it_is_forbidden(
    director, school
):
    MembershipFactory(user=director.user, organization__secondary=True, organization__name="Collège Ampère")
    change_to(Membership.objects.get(organization__name="Collège Ampère").organization, director)
    for route in ("organizations:confirm_invite", "missions:open_session"):
        answer = director.client.post(reverse(route), {"school_id": school.pk}, follow=True)
        assert answer.status_code == 200
        assert "Rien n’a été fait" in answer.text


@pytest.mark.parametrize("number", ["", "abc", "²", "9" * 40, "-1", "1 "])
def test_a_number_that_no_page_wrote_does_nothing_either(director, number):
    answer = director.client.post(LEAVE, {"school_id": number})
    assert answer.url == "/"
    assert Membership.objects.active().filter(pk=director.membership.pk).exists()


def test_a_form_of_the_school_shown_acts(director, school):
    data = {"addresses": "lea@exemple.fr", "school_id": school.pk}
    director.client.post(reverse("organizations:confirm_invite"), data)
    assert Invitation.objects.of(school).exists()


PAGES = {
    "home": "/",
    "team": TEAM,
    "role": "/equipe/membres/{member}/role/",
    "removal": "/equipe/membres/{member}/retirer/",
    "invitations": reverse("organizations:invitations"),
    "cancellation": "/equipe/invitations/{invitation}/annuler/",
    "invite": INVITE,
    "leave": LEAVE,
    "import": reverse("imports:page"),
    "session": reverse("missions:close_session"),
}


@pytest.mark.parametrize("page", PAGES)
def test_each_form_names_its_school(director, school, port, page):
    member = MembershipFactory(organization=school, admin=True)
    refused = {"send_failed_at": timezone.now(), "send_error": "REFUSED"}
    waiting, _ = InvitationFactory(organization=school), InvitationFactory(organization=school, **refused)
    change_to(school, director)
    director.client.post(reverse("missions:open_session"))
    url = PAGES[page].format(member=member.pk, invitation=waiting.pk)
    forms = forms_of(director.client.get(url).text)
    assert forms
    assert [form for form in forms if f'name="school_id" value="{school.pk}"' not in form] == []


def test_what_is_done_to_somebody_of_the_school_shown_before_is_explained_too(director, school, port):
    member = MembershipFactory(organization=school)
    change_to(port, director)
    url = reverse("organizations:remove_member", args=[member.pk])
    assert "Rien n’a été fait" in director.client.post(url, {"school_id": school.pk}, follow=True).text
    assert director.client.post(url).status_code == 404
    member.refresh_from_db()
    assert member.disabled_at is None


def test_the_page_that_confirms_names_its_school_too(director, school):
    page = director.client.post(INVITE, {"addresses": "lea@exemple.fr", "school_id": school.pk}).text
    assert page.count(f'name="school_id" value="{school.pk}"') == len(forms_of(page))


def test_a_list_that_filters_itself_never_shows_the_pupils_of_another_school(director, school, port):
    page = director.client.get(TEAM).text
    assert f"""hx-headers='{{"School-Id": "{school.pk}"}}'""" in page
    change_to(port, director)
    answer = director.client.get(TEAM, headers={"HX-Request": "true", "School-Id": str(school.pk)})
    assert answer.status_code == 204
    assert answer["HX-Refresh"] == "true"
