import pytest
from django.test import Client
from django.utils.timezone import localtime
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import messages
from accounts.models import User
from pixorga.journal.models import Event
from tests.accounts.factories import AcceptanceFactory, LegalDocumentFactory, UserFactory

pytestmark = pytest.mark.django_db


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_person_without_a_school_sees_the_account():
    user = UserFactory(with_address=True)

    page = browser_of(user).get("/profil/")

    assertContains(page, user.email)
    assertContains(page, "confirmée</span>")


def test_an_address_that_nobody_confirmed_says_so():
    assertContains(browser_of(UserFactory()).get("/profil/"), "à confirmer")


def test_a_member_of_staff_reaches_the_page_before_the_terms(director):
    assertContains(director.client.get("/profil/"), "Mon compte")


def test_names_are_changed_and_journalled():
    user = UserFactory()
    client = browser_of(user)

    answer = client.post("/profil/", {"first_name": " Ada ", "last_name": "Byron"}, follow=True)

    assertRedirects(answer, "/profil/")
    assertContains(answer, "Vos prénom et nom sont enregistrés.")
    user.refresh_from_db()
    assert user.full_name == "Ada Byron"
    event = Event.objects.get()
    assert (event.verb, event.actor_id, event.subject_id) == ("account.name_changed", user.pk, user.pk)
    assert event.details == {}


def test_a_name_that_is_a_link_changes_nothing():
    user = UserFactory(first_name="Ada", last_name="Byron")

    page = browser_of(user).post("/profil/", {"first_name": "http://exemple.fr", "last_name": "Byron"})

    assertContains(page, messages.NAME_UNUSABLE)
    user.refresh_from_db()
    assert user.full_name == "Ada Byron"


def test_the_same_names_again_change_nothing():
    user = UserFactory(first_name="Ada", last_name="Byron")

    browser_of(user).post("/profil/", {"first_name": "Ada", "last_name": "Byron"})

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"first_name": " ", "last_name": "Byron"}, "Votre prénom n’est pas renseigné."),
        ({"first_name": "Ada", "last_name": ""}, "Votre nom n’est pas renseigné."),
        ({"first_name": "A" * 151, "last_name": "Byron"}, "150"),
    ],
)
def test_names_that_cannot_be_kept_are_refused(typed, said):
    user = UserFactory(first_name="Grace", last_name="Hopper")

    page = browser_of(user).post("/profil/", typed)

    assertContains(page, said)
    assertContains(page, "<title>Erreur : ")
    user.refresh_from_db()
    assert user.full_name == "Grace Hopper"


def test_a_pupil_sees_the_identifier_and_cannot_change_the_names():
    pupil = UserFactory(pupil=True, first_name="Aden")
    client = browser_of(pupil)

    page = client.get("/profil/")
    answer = client.post("/profil/", {"first_name": "Autre", "last_name": "Nom"})

    assertContains(page, pupil.username)
    assertNotContains(page, 'name="first_name"')
    assertContains(answer, "viennent de votre établissement", status_code=403)
    pupil.refresh_from_db()
    assert pupil.first_name == "Aden"


def test_accepted_texts_are_listed_with_their_dates():
    acceptance = AcceptanceFactory()

    page = browser_of(acceptance.user).get("/profil/")

    published_on = f"{localtime(acceptance.document.published_at):%d/%m/%Y}"
    assertContains(page, f"Conditions d’utilisation de Pix Orga, version du {published_on}")


def test_the_page_asks_the_same_few_queries_for_many_texts(flat_queries):
    user = UserFactory(with_address=True)
    client = browser_of(user)

    def accept(count: int) -> None:
        for _ in range(count):
            number = LegalDocumentFactory._meta.model.objects.count()
            AcceptanceFactory(user=user, document=LegalDocumentFactory(version=f"v{number}"))

    flat_queries(lambda: client.get("/profil/"), accept, budget=6)
