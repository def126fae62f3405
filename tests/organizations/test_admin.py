"""Django admin of schools, memberships and invitations."""

import pytest
from django.contrib.auth.models import Permission
from django.forms.models import model_to_dict
from django.test import Client
from django.utils import timezone

from organizations.models import Invitation, Membership, Organization
from pixorga.backoffice.read_only import LatestFew
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.organizations.backoffice import act, address, confirm, notices, platform_client
from tests.organizations.factories import InvitationFactory, MembershipFactory, OrganizationFactory
from tests.organizations.helpers import holding
from tests.page_rules import header_problems, page_problems

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
    return platform_client()


def change(client, school, **changes):
    keys = ("uai", "name", "mailbox", "time_zone", "city", "department", "documentation_url")
    values = {key: value for key, value in model_to_dict(school).items() if key in keys}
    marks = {mark: "on" for mark in ("keeps_name", "keeps_mailbox") if getattr(school, mark)}
    team = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    data = {**values, **marks, **team, **changes}
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


def test_a_corrected_mailbox_kills_the_link_that_went_to_the_wrong_one(platform, school):
    wrong = InvitationFactory(organization=school, activation=True)
    colleague = InvitationFactory(organization=school)
    change(platform, school, name="Nom corrigé")
    assert Invitation.objects.pending().count() == 2
    change(platform, school, mailbox=school.mailbox.upper())
    assert Invitation.objects.pending().count() == 2
    change(platform, school, mailbox="corrigee@ac-exemple.example")
    assert Invitation.objects.pending().get() == colleague
    assert "Refaire la demande" in holding(wrong).get("/rejoindre/").text


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
    assert "1 e-mail d’activation envoyé." in notices(answer)
    assert f"{silent.uai}\u00a0: pas d’adresse" in notices(answer)
    assert Invitation.objects.get().role == Membership.Role.ADMIN
    assert Job.objects.count() == 1
    assert "vient déjà de partir" in notices(act(platform, "organization", "send_activation", school))


def test_archiving_asks_first_then_tells_and_its_contrary(platform, school):
    MembershipFactory.create_batch(2, organization=school)
    page = act(platform, "organization", "archive", school)
    assert "École primaire des Lilas (0380000X)\u00a0: 2 membres" in page.text
    assert header_problems(page) == []
    assert set(page_problems(page.text)) <= {"a button without type"}  # of Django’s own side bar
    school.refresh_from_db()
    assert school.archived_at is None
    assert "1 établissement archivé." in notices(confirm(platform, "organization", "archive", school))
    school.refresh_from_db()
    archived_at = school.archived_at
    assert archived_at is not None
    assert "déjà archivé" in act(platform, "organization", "archive", school).text
    assert "Aucun établissement n’est archivé." in notices(
        confirm(platform, "organization", "archive", school)
    )
    school.refresh_from_db()
    assert school.archived_at == archived_at
    assert "1 établissement désarchivé." in notices(act(platform, "organization", "unarchive", school))
    assert "Aucun" in notices(act(platform, "organization", "unarchive", school))
    school.refresh_from_db()
    assert school.archived_at is None
    assert Event.objects.filter(organization_id=school.pk).count() == 2
    history = platform.get(address("organization", "history", school.pk)).text
    assert "Archivé." in history
    assert "Désarchivé." in history


def test_an_archived_double_is_not_opened_beside_the_active_school(platform, school):
    double = OrganizationFactory(uai=school.uai, archived=True)
    answer = act(platform, "organization", "unarchive", double)
    assert "un autre établissement actif" in notices(answer)
    double.refresh_from_db()
    assert double.archived_at is not None


@pytest.mark.parametrize(
    ("query", "found"), [("lilas", 1), ("0380000x", 1), ("ce.0380000x@", 1), ("tilleuls", 0)]
)
def test_schools_are_found_by_name_uai_and_address(platform, school, query, found):
    answer = platform.get(address("organization"), {"q": query})
    assert answer.context["cl"].result_count == found


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


def test_a_school_shows_its_team_and_a_hundred_members_at_most(platform, school, monkeypatch):
    monkeypatch.setattr(LatestFew, "most", 3)
    members = MembershipFactory.create_batch(5, organization=school)
    MembershipFactory()
    page = platform.get(address("organization", "change", school.pk)).text
    shown = [address("membership", "change", member.pk) in page for member in members]
    assert shown == [False, False, True, True, True]


def test_the_page_of_a_school_costs_the_same_for_any_team(platform, school, flat_queries):
    def grow(count):
        MembershipFactory.create_batch(count, organization=school)

    flat_queries(lambda: platform.get(address("organization", "change", school.pk)), grow, budget=12)


@pytest.mark.parametrize(("value", "found"), [("oui", "École peuplée"), ("non", "École vide")])
def test_schools_without_anybody_are_listed_apart(platform, value, found):
    MembershipFactory(organization=OrganizationFactory(name="École peuplée"))
    MembershipFactory(organization=OrganizationFactory(name="École vide"), disabled_at=timezone.now())
    answer = platform.get(address("organization"), {"equipe": value})
    assert [school.name for school in answer.context["cl"].result_list] == [found]


# --- Inviting -------------------------------------------------------------------------------------


def invite(client, school, email="nouvelle@ac-exemple.example", role="ADMIN"):
    return confirm(client, "organization", "invite", school, email=email, role=role)


def test_staff_invite_somebody_as_an_administrator_or_a_member(platform, school):
    asked = act(platform, "organization", "invite", school)
    assert "Rôle" in asked.text
    assert not Invitation.objects.exists()
    assert "1 invitation envoyée." in notices(invite(platform, school, email="Nouvelle@AC-exemple.example"))
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role) == ("nouvelle@ac-exemple.example", Membership.Role.ADMIN)
    assert Job.objects.get().subject_id == invitation.pk
    assert "vient déjà" in notices(invite(platform, school))
    assert Job.objects.count() == 1
    history = platform.get(address("organization", "history", school.pk)).text
    assert f"Invitation {invitation.pk} envoyée." in history


@pytest.mark.parametrize(
    ("email", "role"), [("pas une adresse", "ADMIN"), ("léa@ac-exemple.example", "ADMIN")]
)
def test_an_unsound_address_is_asked_for_again(platform, school, email, role):
    answer = invite(platform, school, email=email, role=role)
    assert answer.status_code == 200
    assert "n’est pas une adresse" in answer.text
    assert not Invitation.objects.exists()


def test_an_unknown_role_is_asked_for_again(platform, school):
    assert invite(platform, school, role="OWNER").status_code == 200
    assert not Invitation.objects.exists()


def test_one_school_is_invited_to_at_a_time_and_it_is_open(platform, school):
    other, archived = OrganizationFactory(), OrganizationFactory(archived=True)
    for schools in ([school, other], [archived]):
        assert "un seul établissement" in notices(act(platform, "organization", "invite", *schools))
    assert "un seul établissement" in notices(invite(platform, archived))
    assert not Invitation.objects.exists()


def test_the_limit_of_a_day_holds_for_staff_too(platform, school, settings):
    settings.INVITATIONS_PER_DAY_AND_SCHOOL = 0
    assert "24 heures" in notices(invite(platform, school))
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("action", ["send_activation", "invite", "archive", "unarchive"])
def test_who_may_only_look_at_schools_acts_on_none(school, action):
    reader = UserFactory(is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_organization"))
    client = Client()
    client.force_login(reader)
    assert client.get(address("organization")).status_code == 200
    confirm(client, "organization", action, school, email="a@ac-exemple.example", role="ADMIN")
    school.refresh_from_db()
    assert school.archived_at is None
    assert not Invitation.objects.exists()


def test_a_members_account_opens_no_admin(director):
    assert director.client.get(address("organization")).status_code == 302
