"""« Activez ou récupérez votre espace », every row of spec/accounts.md 1.3 and decisions.md 12, 19."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations import services
from organizations.errors import ActivationError
from organizations.models import Invitation, Membership, Organization
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.crowd import at_once
from tests.organizations.factories import InvitationFactory, OrganizationFactory

FORM = reverse("organizations:request_activation")
SENT = reverse("organizations:activation_requested")
PERSON = {"first_name": "Louis", "last_name": "Dupont"}


def ask(client, uai="0380000X", **changes):
    return client.post(FORM, {"uai": uai, **PERSON, **changes})


# --- The service ---------------------------------------------------------------------------------


def test_a_request_makes_one_administrators_invitation_and_one_mail_job(school):
    invitation = services.request_activation(uai="0380000X", **PERSON)
    assert invitation.email == school.mailbox
    assert invitation.role == Membership.Role.ADMIN
    assert invitation.origin == Invitation.Origin.ACTIVATION
    assert Job.objects.get().subject_id == invitation.pk
    assert Event.objects.get(verb="organization.activation_requested").organization_id == school.pk


def test_secondary_schools_are_activated_too(db):
    school = OrganizationFactory(secondary=True)
    assert services.request_activation(uai=school.uai).organization == school


@pytest.mark.parametrize("trait", [{"archived": True}, {"uai": "0380001Y"}])
def test_archived_and_unknown_schools_are_not_recognized(db, trait):
    OrganizationFactory(**{"uai": "0380000X", **trait})
    with pytest.raises(ActivationError) as refusal:
        services.request_activation(uai="0380000X")
    assert refusal.value.code == ActivationError.UNKNOWN


def test_an_archived_double_does_not_hide_the_active_school(school):
    OrganizationFactory(uai=school.uai, archived=True)
    assert services.request_activation(uai=school.uai).organization == school


def test_a_school_without_mailbox_is_refused(db):
    school = OrganizationFactory(mailbox="")
    with pytest.raises(ActivationError) as refusal:
        services.request_activation(uai=school.uai)
    assert refusal.value.code == ActivationError.NO_MAILBOX
    assert not Invitation.objects.exists()


def test_a_second_request_keeps_the_link_and_names_the_new_requester(school):
    now = timezone.now()
    first = services.request_activation(uai=school.uai, **PERSON, now=now)
    second = services.request_activation(
        uai=school.uai, first_name="Ada", last_name="Byron", now=now + timedelta(minutes=6)
    )
    assert (second.pk, second.nonce) == (first.pk, first.nonce)
    assert second.sent_at == now + timedelta(minutes=6)
    assert second.requester_first_name == "Ada"
    assert Job.objects.count() == 2


def test_a_waiting_members_invitation_of_the_mailbox_becomes_an_administrators(school):
    waiting = InvitationFactory(organization=school, email=school.mailbox.upper(), expired=True)
    invitation = services.request_activation(uai=school.uai)
    assert invitation.pk == waiting.pk
    assert invitation.nonce == waiting.nonce
    assert invitation.role == Membership.Role.ADMIN
    assert not invitation.is_expired(timezone.now())


def test_a_request_after_acceptance_makes_a_new_invitation(school):
    accepted = InvitationFactory(organization=school, activation=True, accepted=True, expired=True)
    assert services.request_activation(uai=school.uai).pk != accepted.pk


def test_no_second_mail_leaves_within_five_minutes(school):
    now = timezone.now()
    services.request_activation(uai=school.uai, now=now)
    assert services.request_activation(uai=school.uai, now=now + timedelta(minutes=4, seconds=59)) is None
    assert Job.objects.count() == 1
    assert services.request_activation(uai=school.uai, now=now + timedelta(minutes=5)) is not None


def test_five_minutes_count_even_when_the_first_link_was_used_meanwhile(school):
    now = timezone.now()
    InvitationFactory(organization=school, activation=True, accepted=True, sent_at=now)
    assert services.request_activation(uai=school.uai, now=now + timedelta(minutes=1)) is None


def test_three_mails_a_day_are_enough(school):
    now = timezone.now()
    for hour in range(3):
        assert services.request_activation(uai=school.uai, now=now + timedelta(hours=hour))
    with pytest.raises(ActivationError) as refusal:
        services.request_activation(uai=school.uai, now=now + timedelta(hours=23))
    assert refusal.value.code == ActivationError.TOO_MANY
    assert services.request_activation(uai=school.uai, now=now + timedelta(hours=24))


def test_the_mails_of_another_school_do_not_count(school):
    other = OrganizationFactory()
    now = timezone.now()
    for hour in range(3):
        services.request_activation(uai=other.uai, now=now + timedelta(hours=hour))
    assert services.request_activation(uai=school.uai, now=now + timedelta(hours=3))


def test_a_link_sent_to_a_former_mailbox_is_dead(school):
    sent_at = timezone.now() - timedelta(days=2)
    former = InvitationFactory(
        organization=school, activation=True, email="ancienne@ac-exemple.example", sent_at=sent_at
    )
    member = InvitationFactory(organization=school)
    services.request_activation(uai=school.uai)
    former.refresh_from_db()
    member.refresh_from_db()
    assert former.status == Invitation.Status.CANCELLED
    assert former.requester_last_name == ""
    assert member.status == Invitation.Status.PENDING


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_send_one_mail():
    school = OrganizationFactory()
    results = at_once(*[lambda: services.request_activation(uai=school.uai)] * 2)
    assert sorted(result is None for result in results) == [False, True]
    assert Job.objects.count() == 1
    assert Invitation.objects.count() == 1


# --- The pages -----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["0380000x", " 0380000X ", "038 0000 x", "0380000-X"])
def test_the_uai_is_read_as_people_type_it(school, client, typed):
    assert ask(client, uai=typed).url == SENT
    assert Invitation.objects.get().organization == school


def test_the_mail_goes_to_the_schools_mailbox_and_names_the_requester(school, client, run_jobs):
    ask(client)
    run_jobs()
    (message,) = mail.outbox
    assert message.to == [school.mailbox]
    assert message.subject == "Accès à votre espace Pix Orga"
    html = message.alternatives[0].content
    for text in (message.body, html):
        assert "Louis Dupont" in text
        assert school.name in text
        assert "usage unique" in text
    assert "Rejoindre" in html


def test_the_requester_is_named_in_the_mail_and_nowhere_else(school, client, run_jobs, caplog):
    caplog.set_level("DEBUG")
    ask(client, first_name="Zéphyrine", last_name="Quénot")
    run_jobs()
    written = [str(job.payload) for job in Job.objects.all()]
    written += [str(event.details) for event in Event.objects.all()]
    written += [f"{record.getMessage()} {record.__dict__}" for record in caplog.records]
    assert not [text for text in written if "Zéphyrine" in text or "Quénot" in text]


def test_the_confirmation_shows_no_mailbox_and_stands_a_reload(school, client):
    page = ask(client)
    assert (page.status_code, page.url) == (302, SENT)
    for _ in range(2):
        answer = client.get(SENT)
        assert answer.status_code == 200
        assert "courriers indésirables" in answer.content.decode()
        assert school.mailbox not in answer.content.decode()
    assert Job.objects.count() == 1


def test_within_five_minutes_the_confirmation_is_the_same(school, client):
    assert ask(client).url == SENT
    assert ask(client).url == SENT
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    ("organization", "uai", "sentence"),
    [
        ({}, "0381111A", "pas reconnu"),
        ({"uai": "0380009Z", "archived": True}, "0380009Z", "pas reconnu"),
        ({"uai": "0380009Z", "mailbox": ""}, "0380009Z", "pas d’adresse e-mail de contact"),
    ],
    ids=["unknown", "archived", "without mailbox"],
)
def test_a_refusal_stands_by_the_uai_keeps_what_was_typed_and_offers_support(
    db, client, organization, uai, sentence
):
    OrganizationFactory(**organization)
    answer = ask(client, uai=uai)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert sentence in str(answer.context["form"].errors["uai"])
    assert reverse("support:contact") in str(answer.context["form"].errors["uai"])
    assert f'value="{uai}"' in page
    assert 'value="Dupont"' in page
    assert "<title>Erreur" in page
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("uai", "", "n’est pas renseigné"),
        ("uai", "038000X", "7 chiffres"),
        ("uai", "0380000X'; --", "7 chiffres"),
        ("first_name", "   ", "prénom n’est pas renseigné"),
        ("last_name", "", "nom n’est pas renseigné"),
        ("first_name", "cliquez www.exemple.com", "seulement des lettres"),
        ("last_name", "http://exemple.example", "seulement des lettres"),
        ("last_name", "Dupont <b>", "seulement des lettres"),
        ("first_name", "a" * 51, "50 caractères"),
    ],
)
def test_bad_fields_are_named_and_nothing_is_sent(school, client, field, value, sentence):
    answer = ask(client, **{field: value})
    assert answer.status_code == 200
    assert sentence in str(answer.context["form"].errors[field])
    assert not Job.objects.exists()


@pytest.mark.parametrize("name", ["St. John", "N’Guyen", "D'Artagnan", "J.", "Noe\u0301mie", "Dương Thị"])
def test_ordinary_names_are_accepted(school, client, name):
    assert ask(client, first_name=name).url == SENT


def test_a_fourth_request_of_the_day_says_what_to_do(school, client):
    now = timezone.now()
    for hours in (3, 2, 1):
        services.request_activation(uai=school.uai, now=now - timedelta(hours=hours))
    answer = ask(client)
    assert answer.status_code == 429
    assert "demain" in answer.content.decode()
    assert 'value="0380000X"' in answer.content.decode()


def test_the_31st_request_of_an_hour_from_one_address_is_429(db, client, settings):
    settings.ACTIVATIONS_PER_HOUR_AND_ADDRESS = 3
    school = OrganizationFactory()
    for _ in range(3):
        assert ask(client, uai="0381111A").status_code == 200
    assert ask(client, uai=school.uai).status_code == 429
    assert ask(Client(REMOTE_ADDR="192.0.2.7"), uai=school.uai).url == SENT


def test_looking_at_the_form_and_mistyping_it_count_for_nothing(school, client, settings):
    settings.ACTIVATIONS_PER_HOUR_AND_ADDRESS = 1
    for _ in range(3):
        client.get(FORM)
        ask(client, uai="038")
    assert ask(client).url == SENT


def test_the_form_is_open_and_tells_who_keeps_the_data(client, db):
    page = client.get(FORM).content.decode()
    assert "responsable du traitement" in page
    assert reverse("pixorga:privacy") in page
    assert reverse("account_login") in page


def test_the_form_wants_its_token(db):
    assert Client(enforce_csrf_checks=True).post(FORM, {"uai": "0380000X", **PERSON}).status_code == 403


def test_activation_costs_a_fixed_number_of_queries(school, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        ask(client)
    assert Organization.objects.count() == 1
