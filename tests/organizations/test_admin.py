"""Django admin of schools, memberships and invitations."""

import pytest
from django.contrib.messages import get_messages
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.models import Invitation, Membership, Organization
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.organizations.factories import InvitationFactory, MembershipFactory, OrganizationFactory

FORM = {
    "uai": "0380000U",
    "kind": "SCO_1D",
    "name": "École neuve",
    "mailbox": "ce.0380000u@ac-exemple.example",
    "time_zone": "Europe/Paris",
    "city": "",
    "department": "",
    "documentation_url": "",
}


@pytest.fixture
def platform(db) -> Client:
    client = Client()
    client.force_login(UserFactory(platform_staff=True))
    return client


def notices(answer) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def address(model, page="changelist", *args) -> str:
    return reverse(f"admin:organizations_{model}_{page}", args=args)


def act(client, model, action, *rows):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(address(model), data)


def change(client, school, **changes):
    keys = ("uai", "name", "mailbox", "time_zone", "city", "department", "documentation_url")
    values = {key: value for key, value in model_to_dict(school).items() if key in keys}
    marks = {mark: "on" for mark in ("keeps_name", "keeps_mailbox") if getattr(school, mark)}
    data = {**values, **marks, **changes}
    return client.post(address("organization", "change", school.pk), data)


# --- Schools -------------------------------------------------------------------------------------


def test_a_primary_school_entered_by_hand_gets_its_code(platform):
    answer = platform.post(address("organization", "add"), FORM)
    assert answer.status_code == 302
    school = Organization.objects.get()
    assert len(school.school_code) == 9
    assert school.keeps_name
    assert school.keeps_mailbox
    assert Event.objects.get(verb="organization.created").organization_id == school.pk


@pytest.mark.parametrize("zone", ["Paris", "Europe", "../Europe/Paris", "europe/paris", "+02:00"])
def test_a_time_zone_that_is_none_is_refused(platform, zone):
    school = OrganizationFactory(time_zone="Indian/Reunion")
    answer = change(platform, school, time_zone=zone)
    assert "Ce fuseau horaire n’existe pas." in answer.text
    school.refresh_from_db()
    assert school.time_zone == "Indian/Reunion"


def test_a_secondary_school_gets_none(platform):
    platform.post(address("organization", "add"), {**FORM, "kind": "SCO", "mailbox": ""})
    school = Organization.objects.get()
    assert school.school_code is None
    assert not school.keeps_mailbox


def test_the_check_letter_is_a_warning_and_the_shape_an_error(platform):
    assert "lettre de contrôle" not in notices(platform.post(address("organization", "add"), FORM))
    answer = platform.post(address("organization", "add"), {**FORM, "uai": "038 0000x"})
    assert "attendue pour cet UAI est U" in notices(answer)
    assert Organization.objects.filter(uai="0380000X").exists()
    answer = platform.post(address("organization", "add"), {**FORM, "uai": "038"})
    assert "7 chiffres" in answer.content.decode()


def test_two_active_schools_never_share_an_uai(platform):
    OrganizationFactory(uai=FORM["uai"])
    answer = platform.post(address("organization", "add"), FORM)
    assert "a déjà cet UAI" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "keeps_name", "keeps_mailbox"),
    [
        ({"name": "Nom corrigé"}, True, False),
        ({"mailbox": "corrigee@ac-exemple.example"}, False, True),
        ({"city": "Voiron"}, False, False),
        ({"mailbox": ""}, False, False),
    ],
)
def test_a_correction_is_marked_so_that_the_directory_leaves_it(
    platform, school, changes, keeps_name, keeps_mailbox
):
    assert change(platform, school, **changes).status_code == 302
    school.refresh_from_db()
    assert (school.keeps_name, school.keeps_mailbox) == (keeps_name, keeps_mailbox)
    assert all(getattr(school, field) == value for field, value in changes.items())


def test_unticking_the_mark_gives_the_field_back_to_the_directory(platform, school):
    change(platform, school, name="Nom corrigé")
    school.refresh_from_db()
    change(platform, school, name="Autre nom", keeps_name="")
    school.refresh_from_db()
    assert (school.name, school.keeps_name) == ("Autre nom", False)


def test_a_correction_leaves_the_session_alone(platform, school):
    """A teacher opens the session while staff have the form open."""
    expires_at = timezone.now()
    Organization.objects.update(session_expires_at=expires_at)
    change(platform, school, name="Nom corrigé", kind="SCO", school_code="AAAAAA222")
    school.refresh_from_db()
    assert school.session_expires_at == expires_at
    assert school.school_code == "LYQXJB237"
    assert school.kind == Organization.Kind.SCO_1D


def test_activation_mails_leave_from_the_list(platform, school):
    silent = OrganizationFactory(mailbox="")
    answer = act(platform, "organization", "send_activation", school, silent)
    assert "0380000X\u00a0: mail d’activation envoyé." in notices(answer)
    assert f"{silent.uai}\u00a0: pas d’adresse" in notices(answer)
    assert Invitation.objects.get().role == Membership.Role.ADMIN
    assert Job.objects.count() == 1
    assert "vient déjà de partir" in notices(act(platform, "organization", "send_activation", school))


def test_archiving_and_its_contrary(platform, school):
    act(platform, "organization", "archive", school)
    school.refresh_from_db()
    archived_at = school.archived_at
    assert archived_at is not None
    act(platform, "organization", "archive", school)
    school.refresh_from_db()
    assert school.archived_at == archived_at
    act(platform, "organization", "unarchive", school)
    school.refresh_from_db()
    assert school.archived_at is None
    assert Event.objects.filter(organization_id=school.pk).count() == 2


def test_an_archived_double_is_not_opened_beside_the_active_school(platform, school):
    double = OrganizationFactory(uai=school.uai, archived=True)
    answer = act(platform, "organization", "unarchive", double)
    assert "un autre établissement actif" in notices(answer)
    double.refresh_from_db()
    assert double.archived_at is not None


@pytest.mark.parametrize(("query", "found"), [("lilas", 1), ("0380000x", 1), ("tilleuls", 0)])
def test_schools_are_found_by_name_and_uai(platform, school, query, found):
    answer = platform.get(address("organization"), {"q": query})
    assert answer.context["cl"].result_count == found


# --- Teams ---------------------------------------------------------------------------------------


def test_members_are_disabled_and_the_last_administrator_is_not(platform, school):
    admin = MembershipFactory(organization=school, admin=True)
    member = MembershipFactory(organization=school)
    answer = act(platform, "membership", "disable", admin)
    assert "un autre administrateur" in notices(answer)
    act(platform, "membership", "disable", member)
    admin.refresh_from_db()
    member.refresh_from_db()
    assert admin.disabled_at is None
    assert member.disabled_at is not None


def test_an_invitation_is_shown_without_what_makes_a_link_or_a_letter(platform, school):
    invitation = InvitationFactory(organization=school, activation=True, nonce="secretbase.0")
    page = platform.get(address("invitation", "change", invitation.pk)).content.decode()
    assert invitation.email in page
    assert "secretbase" not in page
    assert "Dupont" not in page


@pytest.mark.parametrize("model", ["membership", "invitation"])
def test_teams_are_only_looked_at(platform, school, model):
    row = {"membership": MembershipFactory, "invitation": InvitationFactory}[model](organization=school)
    assert platform.get(address(model, "add")).status_code == 403
    assert platform.get(address(model, "change", row.pk)).status_code == 200
    assert platform.post(address(model, "change", row.pk), {"role": "ADMIN"}).status_code == 403
    assert platform.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_schools_are_never_deleted(platform, school):
    assert platform.post(address("organization", "delete", school.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("model", "factory"),
    [
        ("organization", OrganizationFactory),
        ("membership", MembershipFactory),
        ("invitation", InvitationFactory),
    ],
)
def test_lists_cost_a_fixed_number_of_queries(platform, flat_queries, model, factory):
    flat_queries(lambda: platform.get(address(model)), factory.create_batch, budget=9)


def test_a_members_account_opens_no_admin(director):
    assert director.client.get(address("organization")).status_code == 302
