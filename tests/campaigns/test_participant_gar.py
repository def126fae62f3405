"""A pupil of the médiacentre on his way into a campaign (spec/accounts.md 6.8)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import external, services
from accounts.models import ExternalIdentity, User
from learners.models import Learner
from pixorga.journal.models import Event
from tests.accounts.factories import PASSWORD, AcceptanceFactory, LegalDocumentFactory, UserFactory
from tests.accounts.gar.identity_provider import IDO, come, providers
from tests.campaigns.factories import CampaignFactory
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.gar]

OLD = "old-identifier"
ADA = {"first_name": "Ada", "last_name": "Lovelace", "birthdate": date(2012, 12, 10)}
TYPED = {"day": "10", "month": "12", "year": "2012"}


@pytest.fixture(autouse=True)
def _identity_provider(settings):
    settings.SOCIALACCOUNT_PROVIDERS = providers()


@pytest.fixture
def campaign():
    return CampaignFactory(organization__has_gar=True)


@pytest.fixture
def learner(campaign) -> Learner:
    return LearnerFactory(organization=campaign.organization, national_student_id="0123456789A", **ADA)


@pytest.fixture
def page(campaign) -> str:
    return f"/app/campagnes/{campaign.code}/mediacentre/"


@pytest.fixture
def landing(campaign) -> str:
    return f"/app/campagnes/{campaign.code}/"


def elsewhere(learner: Learner, user: User) -> Learner:
    """Return the same pupil in another school, with an account."""
    same = {"national_student_id": learner.national_student_id, "user": user}
    return LearnerFactory(organization=CampaignFactory().organization, **same, **ADA)


def of_the_mediacentre(**values) -> User:
    user = UserFactory(email=None, username=None, **values)
    services.link_external_identity(user=user, provider="gar", subject=OLD)
    return user


def signed_in(client) -> str | None:
    return client.session.get("_auth_user_id")


def identities() -> list[tuple[int, str]]:
    return sorted(ExternalIdentity.objects.values_list("user", "subject"))


def test_a_new_pupil_types_his_birth_date_and_is_in(client, campaign, learner, page, landing):
    come(client)
    assertRedirects(client.post(f"{landing}commencer/"), page, status_code=303)
    form = client.get(page)
    assertContains(form, "Ada Lovelace")
    assertNotContains(form, 'name="first_name"')

    response = client.post(page, TYPED)

    assertRedirects(response, landing, fetch_redirect_response=False)
    user = User.objects.get(learners=learner)
    assert (user.first_name, user.last_name, user.username, user.email) == ("Ada", "Lovelace", None, None)
    assert not user.has_usable_password()
    assert identities() == [(user.pk, IDO)]
    assert signed_in(client) == str(user.pk)
    assert external.SESSION_KEY not in client.session
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert verbs == {"account.pupil_created", "account.identity_linked", "learner.account_linked"}


def test_next_time_he_is_known(client, learner, page):
    come(client)
    client.post(page, TYPED)
    client.logout()

    assertRedirects(come(client), "/app/", fetch_redirect_response=False)

    assert User.objects.filter(learners=learner, pk=signed_in(client)).exists()


def test_names_come_from_the_gar_and_from_nowhere_else(client, campaign, learner, page):
    other = LearnerFactory(
        organization=campaign.organization, first_name="Zoé", last_name="Martin", birthdate=date(2012, 1, 2)
    )
    come(client)

    names = {"first_name": "Zoé", "last_name": "Martin", "day": "2", "month": "1", "year": "2012"}
    response = client.post(page, names)

    assertContains(response, "Aucun élève de cet établissement")
    other.refresh_from_db()
    assert other.user is None
    assert not User.objects.filter(first_name__in=("Ada", "Zoé")).exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Écrivez le jour"),
        (TYPED | {"month": "13"}, "Écrivez le mois"),
        (TYPED | {"day": "31", "month": "2"}, "Cette date n’existe pas"),
        (TYPED | {"year": "2011"}, "Aucun élève de cet établissement"),
        (TYPED | {"year": "x"}, "Écrivez l’année"),
    ],
)
def test_a_wrong_date_is_told_and_kept(client, learner, page, typed, words):
    come(client)

    response = client.post(page, typed)

    assertContains(response, words)
    if typed.get("day"):
        assertContains(response, f'value="{typed["day"]}"')
    assert not ExternalIdentity.objects.exists()


def test_searches_are_limited(client, settings, learner, page):
    settings.PUPIL_SEARCHES_PER_BROWSER = 2
    come(client)
    for _ in range(2):
        client.post(page, TYPED | {"year": "2011"})

    assert client.post(page, TYPED).status_code == 429
    assert not ExternalIdentity.objects.exists()


def test_without_anybody_from_the_mediacentre_the_page_leads_to_the_campaign(client, page, landing):
    assertRedirects(client.get(page), landing, status_code=303)
    assertRedirects(client.post(page, TYPED), landing, status_code=303)


def test_after_half_an_hour_he_comes_again(client, learner, page, landing, monkeypatch):
    come(client)
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr(external.timezone, "now", lambda: later)

    assert client.post(page, TYPED).url == landing

    assert not ExternalIdentity.objects.exists()


# --- R13, R33: the médiacentre opened his account, under another identifier -------------------------


@pytest.mark.parametrize("is_here", [True, False], ids=["R33", "R13"])
def test_an_account_of_the_mediacentre_is_found_again(client, learner, page, landing, is_here):
    user = of_the_mediacentre(first_name="Augusta")
    if is_here:
        Learner.objects.filter(pk=learner.pk).update(user=user)
    else:
        elsewhere(learner, user)
    come(client)

    assertRedirects(client.post(page, TYPED), landing, fetch_redirect_response=False)

    learner.refresh_from_db()
    user.refresh_from_db()
    assert learner.user == user
    assert user.first_name == "Augusta"
    assert identities() == [(user.pk, IDO)]
    assert signed_in(client) == str(user.pk)
    assert Event.objects.filter(verb="account.identity_replaced", subject_id=user.pk).count() == 1
    assert Event.objects.filter(verb="learner.account_linked").count() == (0 if is_here else 1)


def test_an_account_with_an_identifier_too_is_found_again_and_keeps_it(client, learner, page):
    user = of_the_mediacentre()
    User.objects.filter(pk=user.pk).update(username="ada.lovelace1012")
    Learner.objects.filter(pk=learner.pk).update(user=user)
    come(client)

    client.post(page, TYPED)

    user.refresh_from_db()
    assert user.username == "ada.lovelace1012"
    assert identities() == [(user.pk, IDO)]


@pytest.mark.parametrize(
    ("state", "page_after"),
    [
        ({"is_active": False}, "/compte-desactive/"),
        ({"blocked_at": timezone.now()}, "/app/connexion/"),
        ({"blocked_until": timezone.now() + timedelta(days=1)}, "/app/connexion/"),
    ],
)
def test_a_closed_account_is_found_again_and_stays_closed(client, learner, page, state, page_after):
    user = of_the_mediacentre(**state)
    Learner.objects.filter(pk=learner.pk).update(user=user)
    come(client)

    assertRedirects(client.post(page, TYPED), page_after, fetch_redirect_response=False)

    assert signed_in(client) is None
    assert User.objects.filter(learners=learner).get() == user


def test_an_account_of_the_staff_is_not_opened_so(client, learner, page):
    user = of_the_mediacentre()
    MembershipFactory(user=user)
    Learner.objects.filter(pk=learner.pk).update(user=user)
    come(client)

    assertContains(client.post(page, TYPED), "R33", status_code=409)

    assert signed_in(client) is None
    assert identities() == [(user.pk, OLD)]


def test_an_anonymised_account_is_nobodys(client, learner, page):
    user = UserFactory(email=None, anonymised_at=timezone.now(), is_active=False)
    Learner.objects.filter(pk=learner.pk).update(user=user)
    come(client)

    client.post(page, TYPED)

    learner.refresh_from_db()
    assert learner.user not in (None, user)
    assert signed_in(client) == str(learner.user_id)


def test_when_the_former_account_is_another_pupils_here_nothing_changes(client, campaign, learner, page):
    user = of_the_mediacentre()
    LearnerFactory(organization=campaign.organization, user=user, birthdate=ADA["birthdate"])
    elsewhere(learner, user)
    come(client)

    assertContains(client.post(page, TYPED), "R70", status_code=409)

    learner.refresh_from_db()
    assert learner.user is None
    assert identities() == [(user.pk, OLD)]
    assert signed_in(client) is None


# --- R11, R12, R31, R32: he has an account with a password -----------------------------------------


@pytest.mark.parametrize(
    ("code", "is_here", "way_in"),
    [
        ("R31", True, {"email": "ada@lovelace.example"}),
        ("R32", True, {"email": None, "username": "ada.lovelace1012"}),
        ("R11", False, {"email": "ada@lovelace.example"}),
        ("R12", False, {"email": None, "username": "ada.lovelace1012"}),
    ],
)
def test_he_goes_on_with_his_account_by_its_password(client, learner, page, landing, code, is_here, way_in):
    user = UserFactory(**way_in)
    AcceptanceFactory(user=user, document=LegalDocumentFactory(kind="ACCOUNT_TERMS"))
    if is_here:
        Learner.objects.filter(pk=learner.pk).update(user=user)
    else:
        elsewhere(learner, user)
    login = user.username or user.email
    come(client)

    response = client.post(page, TYPED)

    assertContains(response, code, status_code=409)
    assertContains(response, "Continuer avec mon compte", status_code=409)
    assertNotContains(response, login, status_code=409)
    door = f"/app/connexion/?next={page.replace('/', '%2F')}"
    assertContains(response, door, status_code=409)
    assert not ExternalIdentity.objects.exists()

    response = client.post("/app/connexion/", {"login": login, "password": PASSWORD, "next": page})
    assertRedirects(response, page)
    form = client.get(page)
    assertContains(form, "Relier mon compte")
    assertContains(form, login)
    for part in TYPED.values():
        assertContains(form, f'value="{part}"')
    assert not ExternalIdentity.objects.exists()

    assertRedirects(client.post(page, TYPED), landing, status_code=303)

    learner.refresh_from_db()
    assert learner.user == user
    assert identities() == [(user.pk, IDO)]
    client.logout()
    assertRedirects(come(client), "/app/", fetch_redirect_response=False)
    assert signed_in(client) == str(user.pk)


def test_a_wrong_password_links_nothing(client, learner, page):
    Learner.objects.filter(pk=learner.pk).update(user=UserFactory(pupil=True, username="ada.lovelace1012"))
    come(client)
    client.post(page, TYPED)

    client.post("/app/connexion/", {"login": "ada.lovelace1012", "password": "x", "next": page})
    client.post(page, TYPED)

    assert not ExternalIdentity.objects.exists()


def test_the_account_of_somebody_else_is_refused(client, learner, page):
    Learner.objects.filter(pk=learner.pk).update(user=UserFactory(pupil=True))
    other = UserFactory(pupil=True)
    come(client)
    client.post("/app/connexion/", {"login": other.username, "password": PASSWORD, "next": page})

    assertContains(client.post(page, TYPED), "R32", status_code=409)

    assert not ExternalIdentity.objects.exists()
    assert not Learner.objects.filter(user=other).exists()


def test_an_identity_that_became_another_accounts_meanwhile_is_refused(client, learner, page):
    user = UserFactory(pupil=True)
    come(client)
    client.post("/app/connexion/", {"login": user.username, "password": PASSWORD, "next": page})
    owner = UserFactory(pupil=True)
    services.link_external_identity(user=owner, provider="gar", subject=IDO)

    assertContains(client.post(page, TYPED), "déjà reliée à un autre compte")

    learner.refresh_from_db()
    assert learner.user is None
    assert identities() == [(owner.pk, IDO)]


def test_pressing_twice_joins_once(client, learner, page, landing):
    come(client)
    client.post(page, TYPED)

    assert client.post(page, TYPED).url == landing

    assert ExternalIdentity.objects.count() == User.objects.filter(learners=learner).count() == 1
