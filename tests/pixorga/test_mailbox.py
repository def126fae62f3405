"""The development page of mails: there when embedded, nowhere else."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

BACKEND = "pixorga.mailbox.EmailBackend"


@pytest.fixture
def embedded(settings, tmp_path):
    settings.ENVIRONMENT = "embedded"
    settings.MAIL_DIR = tmp_path
    return tmp_path


def write_mail(folder, subject="Accès à votre espace"):
    message = EmailMultiAlternatives(
        subject,
        "Bonjour,\nhttp://localhost:8000/rejoindre/?code=abc\n",
        to=["ce.0380000x@ac-exemple.example"],
        connection=get_connection(BACKEND, file_path=folder),
    )
    message.attach_alternative("<p>Bonjour</p>", "text/html")
    message.send()


def test_mails_are_listed_and_their_links_work(client, embedded):
    write_mail(embedded)
    page = client.get("/dev/mail/").text
    assert "Accès à votre espace" in page
    name = next(embedded.iterdir()).name
    mail = client.get(f"/dev/mail/{name}/").text
    assert 'href="http://localhost:8000/rejoindre/?code=abc"' in mail
    assert "-----" not in mail


def test_mails_of_one_second_are_all_there(client, embedded):
    subjects = [f"Invitation {number}" for number in range(20)]
    for subject in subjects:
        write_mail(embedded, subject)
    page = client.get("/dev/mail/").text
    assert [subject for subject in subjects if subject not in page] == []


@pytest.mark.parametrize("name", ["absent.log", "..%2Fsecret-key", "secret-key", "x" * 300 + ".log"])
def test_only_mails_are_shown(client, embedded, name):
    (embedded / "secret-key").write_text("x")
    assert client.get(f"/dev/mail/{name}/").status_code == 404


@pytest.mark.parametrize("environment", ["production", "test"])
def test_the_page_exists_on_an_embedded_site_only(client, embedded, settings, environment):
    settings.ENVIRONMENT = environment
    write_mail(embedded)
    assert client.get("/dev/mail/").status_code == 404
