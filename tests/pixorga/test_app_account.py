"""« Mon compte » in the App: who one is for one's schools, and one's ways in."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import messages
from accounts.models import ExternalIdentity, User
from accounts.services import create_pupil_account, link_external_identity
from tests.accounts.factories import PASSWORD, UserFactory
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

PAGE = "/app/compte/"
CHANGE = "/profil/mot-de-passe/"


@pytest.fixture
def ada() -> User:
    return UserFactory(pupil=True, first_name="Ada", last_name="Byron", username="ada.lovelace1012")


def record(user: User, name: str, **more: object):
    school = OrganizationFactory(secondary=True, name=name)
    names = {"first_name": "Ada", "last_name": "LOVELACE", "division": "3EME B"}
    return LearnerFactory(organization=school, user=user, **names | more)


def test_a_pupil_reads_his_name_as_the_school_wrote_it_and_his_identifier(client, ada):
    record(ada, "Collège Malebranche")
    client.force_login(ada)

    page = client.get(PAGE)

    assertContains(page, "<dd>LOVELACE</dd>", html=True)
    assertNotContains(page, "Byron")
    assertContains(page, "<dd>ada.lovelace1012</dd>", html=True)
    assertContains(page, "Collège Malebranche, 3EME B")
    assertContains(page, "Parlez-en à un enseignant")
    for path in (f"{CHANGE}?next={PAGE}", "/donnees-personnelles/", "/profil/", "/app/"):
        assertContains(page, f'href="{path}"')
    assertContains(page, 'action="/deconnexion/"')
    assertNotContains(page, "Médiacentre")
    assertNotContains(page, "Adresse e-mail</dt>")
    assert "no-store" in page["Cache-Control"]


def test_only_the_schools_that_he_is_in_are_named(client, ada):
    record(ada, "Collège d’avant", disabled=True)
    record(ada, "Lycée Jean Macé")
    record(UserFactory(pupil=True), "Collège d’un autre")
    client.force_login(ada)

    page = client.get(PAGE)

    assertContains(page, "Lycée Jean Macé")
    assertNotContains(page, "Collège d’avant")
    assertNotContains(page, "Collège d’un autre")


def test_whoever_comes_by_the_mediacentre_has_no_password_to_change(client):
    user = create_pupil_account(first_name="Ada", last_name="Lovelace")
    link_external_identity(user=user, provider=ExternalIdentity.GAR, subject="ido")
    client.force_login(user)

    page = client.get(PAGE)

    assertContains(page, "Médiacentre")
    assertContains(page, "demandez un identifiant à un enseignant")
    assertNotContains(page, CHANGE)


def test_an_adult_without_a_school_reads_the_name_of_the_account(client):
    user = UserFactory(first_name="Grace", last_name="Hopper")
    client.force_login(user)

    page = client.get(PAGE)

    assertContains(page, "<dd>Hopper</dd>", html=True)
    assertContains(page, user.email)
    assertNotContains(page, "Parlez-en à un enseignant")


def test_the_page_takes_the_same_queries_for_any_number_of_schools(client, ada, flat_queries):
    client.force_login(ada)
    numbers = iter(range(100))

    def grow(count: int) -> None:
        for _ in range(count):
            record(ada, f"Collège {next(numbers)}")

    flat_queries(lambda: client.get(PAGE), grow, budget=6)


def test_the_landing_page_leads_there_whoever_has_no_school(client, ada):
    client.force_login(ada)
    assertContains(client.get("/app/"), f'href="{PAGE}"')

    client.force_login(MembershipFactory().user)
    assertContains(client.get("/app/"), 'href="/profil/"')


def test_a_change_of_password_leads_back(client, ada):
    client.force_login(ada)
    page = client.get(CHANGE, {"next": PAGE})
    assertContains(page, f'<input type="hidden" name="next" value="{PAGE}">', html=True)
    assertContains(page, f'href="{PAGE}"')
    new = {"current_password": PASSWORD, "password": "Marmotte-2027", "next": PAGE}

    assertRedirects(client.post(CHANGE, new), PAGE, fetch_redirect_response=False)

    assertContains(client.get(PAGE), messages.PASSWORD_CHANGED)


def test_a_change_of_password_leads_nowhere_else(client, ada):
    client.force_login(ada)
    new = {"current_password": PASSWORD, "password": "Marmotte-2027", "next": "https://ailleurs.example/"}

    assertRedirects(client.post(CHANGE, new), "/profil/", fetch_redirect_response=False)
