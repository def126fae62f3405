"""« Nous contacter »: a message is kept once, mailed to the support, and answered to its author."""

from datetime import timedelta

import pytest
from django.core import mail
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import messages
from pixorga.jobs.models import Job
from pixorga.support.models import SupportRequest
from pixorga.support.services import write_to_support
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db

MESSAGE = {
    "topic": "IMPORT",
    "full_name": "Ada Byron",
    "email": "Ada@Byron.example",
    "uai": "0380000x",
    "message": "Le fichier <b>d’Onde</b> est refusé.\nQue faire ?",
}


def send(client, **changes: str):
    return client.post("/contact/", {**MESSAGE, **changes})


def test_a_message_is_kept_and_acknowledged(client):
    response = send(client)

    assertRedirects(response, "/contact/envoye/")
    request = SupportRequest.objects.get()
    assert (request.topic, request.full_name, request.email) == ("IMPORT", "Ada Byron", "ada@byron.example")
    assert (request.uai, request.user, request.sent_at) == ("0380000X", None, None)
    page = client.get("/contact/envoye/")
    assertContains(page, "Votre message est envoyé")
    assertNotContains(page, "Byron")


@pytest.mark.parametrize("name", ["www.exemple.fr", "Ada <b>Byron</b>"])
def test_a_name_that_is_a_link_is_refused(client, name):
    assertContains(send(client, full_name=name), messages.NAME_UNUSABLE)
    assert not SupportRequest.objects.exists()


def test_the_support_gets_it_and_answers_its_author(client, run_jobs, settings):
    send(client)

    assert run_jobs() == 1

    request = SupportRequest.objects.get()
    letter = mail.outbox[0]
    assert letter.to == [settings.SUPPORT_EMAIL]
    assert letter.reply_to == ["ada@byron.example"]
    assert "Importer des élèves" in letter.subject
    html = letter.alternatives[0].content
    for part in (letter.body, html):
        assert "0380000X" in part
        assert "Ada Byron" in part
        assert "ne pas y répondre" not in part
    assert "<b>d’Onde</b>" in letter.body
    assert "&lt;b&gt;d’Onde&lt;/b&gt;" in html
    assert request.sent_at is not None


def test_the_job_holds_the_number_of_the_message_only(client):
    send(client)

    job = Job.objects.get(kind="pixorga.support_request")
    assert (job.subject_id, job.payload) == (SupportRequest.objects.get().pk, {})


def test_a_message_that_was_deleted_is_not_mailed(client, run_jobs):
    send(client)
    SupportRequest.objects.all().delete()

    run_jobs()

    assert mail.outbox == []


def test_sending_twice_is_one_message_and_writing_again_later_is_another(client):
    send(client)
    assertRedirects(send(client), "/contact/envoye/")
    assert SupportRequest.objects.count() == Job.objects.count() == 1

    send(client, message="Autre chose.")
    assert SupportRequest.objects.count() == 2

    first = SupportRequest.objects.last()
    later = first.created_at + timedelta(minutes=6)
    kept = {name: getattr(first, name) for name in ("topic", "full_name", "email", "uai", "message")}
    assert not write_to_support(**kept, now=first.created_at + timedelta(minutes=4))
    assert write_to_support(**kept, now=later)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("topic", "", "Choisissez le sujet"),
        ("topic", "AUTRE", "Choisissez le sujet"),
        ("full_name", " ", "Votre nom n’est pas renseigné"),
        ("email", "", "n’est pas renseignée"),
        ("email", "ada", "n’est pas valide"),
        ("uai", "38", "7 chiffres et une lettre"),
        ("message", " ", "Votre message est vide"),
        ("message", "a" * 4001, "trop long"),
    ],
)
def test_each_field_has_its_own_error_and_the_rest_is_kept(client, field, value, sentence):
    response = send(client, **{field: value})

    assert list(response.context["form"].errors) == [field]
    assert sentence in str(response.context["form"].errors[field])
    assertContains(response, "<title>Erreur")
    assertContains(response, 'role="alert" tabindex="-1" data-focus')
    if field != "message":
        assertContains(response, "est refusé.")
    assert not SupportRequest.objects.exists()


def test_the_lines_of_a_message_are_measured_as_the_browser_does(client):
    """The page lets somebody type 4,000 characters; the end of a line, one of them, is sent as two."""
    send(client, message="a\r\n" * 1999 + "a")

    assert len(SupportRequest.objects.get().message) == 3999


def test_a_name_is_one_line_in_the_letter(client):
    send(client, full_name="Ada\r\nDemande urgente")

    assert SupportRequest.objects.get().full_name == "Ada Demande urgente"


def test_the_page_says_what_never_to_write_and_needs_no_account(client):
    page = client.get("/contact/")

    assertContains(page, "N’écrivez jamais le nom, la date de naissance ou l’INE d’un élève.")
    assertContains(page, 'autocomplete="email"')
    assertContains(page, 'autocomplete="name"')


def test_somebody_signed_in_finds_their_name_address_and_school(director):
    page = director.client.get("/contact/")

    for known in (director.user.full_name, director.user.email, director.organization.uai):
        assertContains(page, f'value="{known}"')

    send(director.client)

    assert SupportRequest.objects.get().user == director.user


def test_a_pupil_without_an_address_is_asked_for_one(client):
    client.force_login(UserFactory(pupil=True))

    assertNotContains(client.get("/contact/"), "None")
    assertRedirects(send(client), "/contact/envoye/")


def test_a_program_that_fills_every_field_sends_nothing(client):
    assertRedirects(send(client, website="https://mechant.example"), "/contact/envoye/")

    assert not SupportRequest.objects.exists()
    assertContains(client.get("/contact/"), 'tabindex="-1"')


def test_beyond_the_limit_of_an_address_the_message_is_kept_on_the_page(client, settings):
    settings.SUPPORT_REQUESTS_PER_HOUR_AND_ADDRESS = 2
    for number in range(2):
        send(client, message=f"Message {number}")

    response = send(client, message="Le troisième.")

    assert response.status_code == 429
    assertContains(response, "Le vôtre n’est pas envoyé", status_code=429)
    assertContains(response, "Le troisième.", status_code=429)
    assert SupportRequest.objects.count() == 2


def test_beyond_the_limit_of_an_account_nothing_is_sent_from_any_address(director, settings):
    settings.SUPPORT_REQUESTS_PER_HOUR_AND_ACCOUNT = 1
    send(director.client)

    response = director.client.post("/contact/", {**MESSAGE, "message": "Encore."}, REMOTE_ADDR="192.0.2.7")

    assert response.status_code == 429
    assert SupportRequest.objects.count() == 1


def test_the_page_takes_few_queries(director, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        director.client.get("/contact/")
