"""Whoever comes in by the wrong door, or is stuck, reads what to do next."""

import pytest
from django.template.loader import render_to_string
from pytest_django.asserts import assertContains, assertNotContains

from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_somebody_without_a_school_reads_what_to_do_in_each_case(client):
    client.force_login(UserFactory())

    page = client.get("/")

    for words in ("Vous êtes élève", "Vous enseignez", "Vous dirigez un établissement"):
        assertContains(page, words, status_code=403)
    for path in ("/app/", "/demande-administration-sco/", "/contact/", "/profil/"):
        assertContains(page, f'href="{path}"', status_code=403)
    assertContains(page, 'action="/deconnexion/"', status_code=403)
    assert "no-store" in page["Cache-Control"]
    assertNotContains(page, "/admin/", status_code=403)


@pytest.mark.parametrize("path", ["/profil/", "/app/inconnue/"])
def test_somebody_without_a_school_goes_back_to_the_app(client, path):
    client.force_login(UserFactory())

    page = client.get(path).text

    assert 'href="/app/"' in page
    assert 'href="/"' not in page


def test_signing_out_of_ones_account_leads_to_the_door_one_came_by(client, teacher):
    client.force_login(UserFactory(pupil=True))

    assertContains(client.get("/profil/sessions/"), 'name="next" value="/app/connexion/"')
    assertNotContains(teacher.client.get("/profil/sessions/"), 'name="next"')


@pytest.mark.parametrize("path", ["/profil/", "/inconnue/"])
def test_a_member_of_a_school_goes_back_to_it(teacher, path):
    page = teacher.client.get(path).text

    assert 'href="/"' in page
    assert 'href="/app/"' not in page


def test_the_platform_staff_find_the_way_to_their_pages(client):
    client.force_login(UserFactory(platform_staff=True))

    assertContains(client.get("/"), 'href="/admin/"', status_code=403)


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("L’espace est déjà actif", "/demande-administration-sco/"),
        ("Compte bloqué", "/contact/"),
        ("Mot de passe oublié", "/mot-de-passe-oublie/"),
        ("Connexion en deux étapes", "/contact/"),
        ("Plusieurs établissements", ""),
        ("Un compte pour deux sites", "/app/"),
        ("Les personnels entrent dans Pix Orga avec leur adresse e-mail", ""),
    ],
)
def test_the_help_answers_what_people_ask_about_accounts(client, words, path):
    page = client.get("/aide/")

    assertContains(page, words)
    assertContains(page, f'href="{path}"' if path else words)


def test_the_help_says_what_the_locks_are(client, settings):
    page = client.get("/aide/")

    pause, block = settings.LOGIN_TEMPORARY_BLOCK_EVERY, settings.LOGIN_BLOCK_AFTER
    minutes = settings.LOGIN_TEMPORARY_BLOCK_BASE.seconds // 60
    assertContains(page, f"Après {pause} essais manqués, le compte est bloqué pendant {minutes} minutes")
    assertContains(page, f"après {2 * pause}, pendant {2 * minutes} minutes")
    assertContains(page, f"Après {block} essais, le compte reste bloqué")


@pytest.mark.parametrize("path", ["/compte-desactive/", "/mot-de-passe-oublie/envoye/", "/accessibilite/"])
def test_to_contact_the_support_is_a_page(client, path):
    page = client.get(path)

    assertContains(page, 'href="/contact/"', count=2)  # the foot of the page has one as well


def test_every_letter_names_the_page_to_write_to():
    context = {"site_url": "https://orga.example", "support_email": "aide@orga.example"}
    for name in ("base.txt", "base.html"):
        assert "https://orga.example/contact/" in render_to_string(f"accounts/mail/{name}", context)
