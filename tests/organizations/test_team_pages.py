"""« Équipe », « Invitations », « Inviter un membre »."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations import emails, services
from organizations.models import Invitation
from pixorga.jobs.models import Job
from pixorga.jobs.services import enqueue
from tests.organizations.factories import InvitationFactory, MembershipFactory

TEAM = reverse("organizations:team")
INVITATIONS = reverse("organizations:invitations")
INVITE = reverse("organizations:invite")
CONFIRM = reverse("organizations:confirm_invite")

ADA, KARIM = "ada@ac-exemple.example", "karim@ac-exemple.example"


def texts(answer, tag):
    """Return the words of every element of a kind."""
    found = re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", answer.content.decode(), re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", text).split()) for text in found]


def tabs(answer):
    """Return the tabs that bear a number."""
    return [tab.label for tab in answer.context["tabs"] if "(" in tab.label]


# --- Members -------------------------------------------------------------------------------------


def test_the_table_names_the_members_of_this_school_alone(school, teacher):
    MembershipFactory(organization=school, admin=True, user__first_name="Ève", user__last_name="Zola")
    MembershipFactory(organization=school, user__last_name="Parti", disabled_at=timezone.now())
    MembershipFactory(organization=school, user__last_name="Éteint", user__is_active=False)
    MembershipFactory(user__last_name="Ailleurs")
    answer = teacher.client.get(TEAM)
    assert texts(answer, "th") == ["Nom", "Prénom", "Rôle", teacher.user.last_name, "Zola"]
    assert texts(answer, "td") == [teacher.user.first_name, "Membre", "Ève", "Administrateur"]
    assert "Membres (2)" in tabs(answer)


def test_members_are_sorted_as_people_sort_names(school, teacher):
    teacher.user.last_name = "Zidane"
    teacher.user.save()
    for last_name, first_name in [("Éluard", "B"), ("Dupont", "C"), ("éluard", "A"), ("Œdipe", "D")]:
        MembershipFactory(organization=school, user__last_name=last_name, user__first_name=first_name)
    rows = teacher.client.get(TEAM).context["page"]
    names = [(row.user.last_name, row.user.first_name) for row in rows][:4]
    assert names == [("Dupont", "C"), ("éluard", "A"), ("Éluard", "B"), ("Œdipe", "D")]


def test_ten_members_a_page_and_the_sizes_of_the_list(school, teacher):
    MembershipFactory.create_batch(10, organization=school)
    first = teacher.client.get(TEAM)
    assert len(first.context["page"]) == 10
    assert "11 éléments" in first.content.decode()
    assert len(teacher.client.get(TEAM, {"page": "99"}).context["page"]) == 1
    assert len(teacher.client.get(TEAM, {"page": "abc", "taille": "-3"}).context["page"]) == 10
    assert len(teacher.client.get(TEAM, {"taille": "25"}).context["page"]) == 11


def test_a_member_sees_neither_invitations_nor_their_button(school, teacher):
    InvitationFactory(organization=school)
    answer = teacher.client.get(TEAM)
    assert tabs(answer) == ["Membres (1)"]
    assert INVITE not in answer.content.decode()


def test_an_administrator_sees_both_tabs_with_a_dash_for_none(school, director):
    answer = director.client.get(TEAM)
    assert tabs(answer) == ["Membres (1)", "Invitations (-)"]
    assert INVITE in answer.content.decode()
    InvitationFactory(organization=school)
    InvitationFactory(organization=school, accepted=True)
    InvitationFactory(organization=school, cancelled=True)
    InvitationFactory()
    assert tabs(director.client.get(TEAM)) == ["Membres (1)", "Invitations (1)"]


# --- Waiting invitations -------------------------------------------------------------------------


def test_the_list_shows_who_waits_the_last_sending_first_on_the_schools_clock(school, director):
    school.time_zone = "Indian/Reunion"
    school.save()
    InvitationFactory(organization=school, email=ADA, sent_at=datetime(2026, 9, 1, 21, 30, tzinfo=UTC))
    InvitationFactory(organization=school, email=KARIM, sent_at=datetime(2026, 9, 2, 6, 5, tzinfo=UTC))
    InvitationFactory(organization=school, email="parti@ac-exemple.example", accepted=True)
    answer = director.client.get(INVITATIONS)
    rows = [(row.email, row.sent_at) for row in answer.context["rows"]]
    assert rows == [(KARIM, "02/09/2026 - 10:05"), (ADA, "02/09/2026 - 01:30")]
    assert tabs(answer) == ["Membres (1)", "Invitations (2)"]


def test_the_list_shows_how_each_mail_fares(school, director):
    now = timezone.now()
    leaving = InvitationFactory(organization=school, email="a@a.example", sent_at=now)
    enqueue(emails.INVITATION, leaving.pk)
    sent = InvitationFactory(organization=school, email="b@b.example")
    enqueue(emails.INVITATION, sent.pk)
    Job.objects.filter(subject_id=sent.pk).update(state=Job.State.DONE)
    InvitationFactory(organization=school, email="c@c.example", send_failed_at=now)
    InvitationFactory(organization=school, email="d@d.example", expired=True)
    rows = director.client.get(INVITATIONS).context["rows"]
    assert {row.email[0]: row.state for row in rows} == {
        "a": "Envoi en cours",
        "b": "Envoyée",
        "c": "Échec de l’envoi",
        "d": "Lien expiré",
    }


def test_a_list_without_invitations_says_so(director):
    assert "Aucune invitation en attente" in director.client.get(INVITATIONS).content.decode()


def test_an_invitation_leaves_the_list_when_it_is_accepted(school, director):
    invitation = InvitationFactory(organization=school)
    assert invitation.email in director.client.get(INVITATIONS).content.decode()
    services.accept_invitation(invitation=invitation, user=MembershipFactory().user)
    assert invitation.email not in director.client.get(INVITATIONS).content.decode()


# --- Inviting ------------------------------------------------------------------------------------


def test_inviting_takes_two_steps_and_ends_on_the_list(school, director):
    answer = director.client.post(INVITE, {"addresses": f"{ADA}, {KARIM}"})
    assert answer.status_code == 200
    assert [person.email for person in answer.context["people"]] == [ADA, KARIM]
    assert not Invitation.objects.exists()

    answer = director.client.post(CONFIRM, {"addresses": answer.context["typed"]}, follow=True)
    assert answer.redirect_chain == [(INVITATIONS, 302)]
    assert "2 invitations sont envoyées" in answer.content.decode()
    assert sorted(Invitation.objects.values_list("email", flat=True)) == [ADA, KARIM]
    assert Job.objects.filter(kind=emails.INVITATION).count() == 2


def test_one_invitation_is_announced_with_its_address(director):
    answer = director.client.post(CONFIRM, {"addresses": ADA}, follow=True)
    assert f"envoyée à l’adresse {ADA}" in answer.content.decode()


def test_valider_twice_sends_once_and_says_so(director):
    director.client.post(CONFIRM, {"addresses": ADA})
    answer = director.client.post(CONFIRM, {"addresses": ADA}, follow=True)
    assert "viennent d’être envoyées" in answer.content.decode()
    assert Job.objects.count() == 1


@pytest.mark.parametrize("separator", [",", ";", " ", "\r\n", " ; \n"])
def test_addresses_are_separated_as_people_do(director, separator):
    answer = director.client.post(INVITE, {"addresses": separator.join([ADA, KARIM, ADA.upper()])})
    assert [person.email for person in answer.context["people"]] == [ADA, KARIM]


@pytest.mark.parametrize("address", [INVITE, CONFIRM])
@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ("  ", ["au moins une adresse"]),
        (" ; , ", ["au moins une adresse"]),
        (f"{ADA}, pas-une-adresse, a@b", ["pas-une-adresse", "a@b"]),
        ("hélène@ac-exemple.example", ["contient des accents", "helene@ac-exemple.example"]),
        (", ".join(f"p{n}@a.example" for n in range(51)), ["51 adresses", "50 personnes"]),
        ("a" * 20_001, ["trop long"]),
    ],
    ids=["empty", "separators", "malformed", "accents", "too many", "too long"],
)
def test_bad_addresses_are_named_and_what_was_typed_is_kept(director, address, typed, sentences):
    answer = director.client.post(address, {"addresses": typed})
    assert answer.status_code == 200
    error = str(answer.context["form"].errors["addresses"])
    assert not [sentence for sentence in sentences if sentence not in error]
    assert typed.strip() in answer.content.decode()
    assert "<title>Erreur" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_hostile_text_is_shown_as_text(director):
    answer = director.client.post(INVITE, {"addresses": "<script>alert(1)</script>@a.example"})
    assert "<script>alert" not in answer.content.decode()


def test_beyond_the_days_limit_the_form_comes_back(director, settings):
    settings.INVITATIONS_PER_DAY_AND_SCHOOL = 1
    answer = director.client.post(CONFIRM, {"addresses": f"{ADA} {KARIM}"})
    assert "en 24 heures" in str(answer.context["form"].errors["addresses"])
    assert ADA in answer.content.decode()
    assert not Invitation.objects.exists()


def test_the_confirmation_warns_of_members_and_of_those_who_wait(school, director, teacher):
    InvitationFactory(organization=school, email=KARIM)
    answer = director.client.post(INVITE, {"addresses": f"{teacher.user.email} {KARIM} {ADA}"})
    notes = {person.email: person.note for person in answer.context["people"]}
    assert "déjà cette adresse" in notes[teacher.user.email]
    assert "Déjà invitée" in notes[KARIM]
    assert notes[ADA] == ""


def test_annuler_brings_back_what_was_typed(director):
    typed = f"{ADA} ;\n{KARIM}"
    answer = director.client.post(INVITE, {"addresses": typed, "edit": "1"})
    assert typed in answer.content.decode()
    assert not answer.context["form"].is_bound


# --- Who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "address"), [("get", INVITATIONS), ("get", INVITE), ("post", CONFIRM)])
def test_only_administrators_invite_and_a_member_learns_who_can(teacher, method, address):
    answer = getattr(teacher.client, method)(address, {"addresses": ADA})
    assert answer.status_code == 403
    assert "administrateur" in answer.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("address", [TEAM, INVITATIONS, INVITE])
def test_strangers_sign_in_first(db, client, address):
    assert client.get(address).url.startswith(reverse("account_login"))


def test_forms_want_their_token(director):
    client = Client(enforce_csrf_checks=True)
    client.force_login(director.user)
    for address in (INVITE, CONFIRM):
        assert client.post(address, {"addresses": ADA}).status_code == 403


# --- Budgets -------------------------------------------------------------------------------------


def test_the_team_costs_nine_queries_at_most(school, director, flat_queries):
    flat_queries(
        lambda: director.client.get(TEAM),
        lambda n: MembershipFactory.create_batch(n, organization=school),
        budget=9,
    )


def test_the_invitations_cost_nine_queries_at_most(school, director, flat_queries):
    def grow(n):
        for invitation in InvitationFactory.create_batch(n, organization=school):
            enqueue(emails.INVITATION, invitation.pk)

    flat_queries(lambda: director.client.get(INVITATIONS), grow, budget=9)
