"""« J’ai un code », the campaign's own page, « Je commence » (F-192, F-193, F-194, F-201, F-202)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns import participant_messages as messages
from tests.accounts.factories import LegalDocumentFactory, UserFactory
from tests.campaigns.factories import CampaignFactory
from tests.campaigns.joining import CODE, Browser, make_account, make_campaign, make_learner, place_of, url
from tests.organizations.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db
CODE_PAGE = "/app/campagnes/"
WRONG = 20


@pytest.fixture
def campaign():
    return make_campaign()


@pytest.fixture
def browser():
    return Browser()


def writes(queries) -> list[str]:
    return [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]


# --- The code ------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [CODE, "qntcvk357", "qnt cvk-357", " QNT–CVK 357 "])
def test_a_code_leads_to_the_campaign_however_it_is_written(campaign, browser, typed):
    page = browser.post(CODE_PAGE, {"code": typed}, follow=True)
    assert place_of(page) == "campaign"
    assert campaign.name in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", messages.CODE_EMPTY),
        ("   ", messages.CODE_EMPTY),
        ("QNTCVK35", messages.MISSHAPEN_CODE),
        ("QNTCVK3577", messages.MISSHAPEN_CODE),
        ("QNTCVK\u00e957", messages.MISSHAPEN_CODE),
        ("QNTCVK358", messages.UNKNOWN_CODE),
    ],
)
def test_a_code_that_opens_nothing_is_answered_where_it_was_typed(campaign, browser, typed, said):
    page = browser.post(CODE_PAGE, {"code": typed}, follow=True)
    assert page.context["error"] == said
    assert said in page.text
    assert page.context["typed"] == typed
    assert "<title>Erreur\u00a0: J’ai un code" in page.text


def test_a_code_typed_in_the_address_is_answered_on_the_same_page(campaign, browser):
    page = browser.get(url("campaign", "ZZZZZZ222"))
    assert page.status_code == 404
    assert 'value="ZZZZZZ222"' in page.text
    assert browser.get(url("campaign", "x")).context["error"] == messages.MISSHAPEN_CODE


def test_a_campaign_that_has_ended_says_so(browser):
    make_campaign(archived=True)
    page = browser.get(url("campaign"))
    assert page.status_code == 404
    assert page.context["error"] == messages.ENDED
    assert browser.post(url("start")).status_code == 404


def test_so_does_the_campaign_of_an_archived_school(browser):
    make_campaign(organization=OrganizationFactory(secondary=True, archived=True))
    assert browser.get(url("campaign")).context["error"] == messages.ENDED


def test_a_short_link_leads_to_the_campaign(campaign, client):
    assert place_of(client.get(f"/c/{CODE.lower()}", follow=True)) == "campaign"


def test_distinct_wrong_codes_are_counted_and_a_code_mistyped_by_a_class_is_one(campaign, browser):
    for _ in range(WRONG + 15):
        assert Client().get(url("campaign", "ZZZZZZ222")).status_code == 404
    for number in range(1, WRONG):
        assert browser.get(url("campaign", f"ZZZZZZ{number + 222}")).status_code == 404
    assert browser.get(url("campaign")).status_code == 429
    assert Client(REMOTE_ADDR="203.0.113.9").get(url("campaign")).status_code == 200


def test_misshapen_and_ended_codes_are_no_guesses(campaign, browser):
    for number in range(WRONG + 5):
        CampaignFactory(organization=campaign.organization, code=f"ENDEDX{number + 100}", archived=True)
        browser.get(url("campaign", f"ENDEDX{number + 100}"))
        browser.get(url("campaign", f"trop-court{number}"))
    assert browser.get(url("campaign")).status_code == 200


def test_whoever_is_signed_in_finds_the_code_on_every_page(campaign):
    browser = Browser(UserFactory(pupil=True))
    for page in ("/app/", url("campaign"), "/app/campagnes/"):
        assert f'href="{CODE_PAGE}"' in browser.get(page).text
    assert "button-on-nav" not in Client().get("/app/connexion/").text


# --- The campaign's own page -----------------------------------------------------------------------


def test_the_campaign_says_whose_it_is_and_who_sees_what(campaign, browser):
    page = browser.get(url("campaign"))
    assert campaign.organization.name in page.text
    assert "Vos résultats leur arrivent seulement quand vous les envoyez" in page.text
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_looking_at_pages_writes_nothing(campaign):
    learner = make_learner(campaign)
    for browser in (Browser(), Browser(UserFactory(pupil=True))):
        browser.begin()
        browser.say_who("identity" if browser.account else "sign_up")
        before = dict(browser.session)
        with CaptureQueriesContext(connection) as queries:
            for page in (
                "campaign",
                "access",
                "sign_up",
                "choose_password",
                "identity",
                "confirm_identity",
            ):
                assert browser.get(url(page)).status_code in (200, 302, 303)
            browser.get(CODE_PAGE)
        assert writes(queries) == []
        assert dict(browser.session) == before
    learner.refresh_from_db()
    assert learner.user is None


def test_the_campaign_costs_few_queries(campaign, browser):
    with CaptureQueriesContext(connection) as queries:
        browser.get(url("campaign"))
    assert len(queries) <= 1
    learner = make_learner(campaign, user=make_account("USERNAME"))
    browser.force_login(learner.user)
    with CaptureQueriesContext(connection) as queries:
        assert "charles.babbage2612" in browser.get(url("campaign")).text
    assert len(queries) <= 6


# --- « Je commence » -------------------------------------------------------------------------------


def test_without_an_account_there_are_two_ways(campaign, browser):
    page = browser.begin()
    assert place_of(page) == "access"
    assert f'href="{url("sign_up")}"' in page.text
    assert f'href="/app/connexion/?next={url("campaign").replace("/", "%2F")}"' in page.text


def test_a_school_with_the_gar_sends_its_pupils_through_the_ent(browser):
    make_campaign(organization=OrganizationFactory(secondary=True, has_gar=True))
    page = browser.begin()
    assert "médiacentre" in page.text
    assert CODE in page.text
    assert "Je crée mon compte" not in page.text
    assert place_of(browser.get(url("sign_up"), follow=True)) == "access"
    assert place_of(browser.say_who()) == "access"


def test_signing_in_leads_back_to_the_campaign(campaign, browser):
    learner = make_learner(campaign, user=make_account("USERNAME"))
    browser.begin()
    credentials = {"login": learner.user.username, "password": "Chamois-2026", "next": url("campaign")}
    page = browser.post("/app/connexion/", credentials, follow=True)
    assert place_of(page) == "campaign"
    assert "est rattaché à" in page.text


def test_an_account_that_is_tied_goes_on(campaign):
    learner = make_learner(campaign, user=make_account("USERNAME"))
    page = Browser(learner.user).begin()
    assert place_of(page) == "campaign"
    assert "Collège Ada-Lovelace" in page.text


def test_an_account_that_is_not_is_asked_whose_it_is(campaign):
    assert place_of(Browser(UserFactory(pupil=True)).begin()) == "identity"


def test_the_pupil_of_another_school_is_known_by_his_number(campaign):
    learner = make_learner(campaign)
    account = make_account("USERNAME")
    make_learner(make_campaign(code="FRMRCK234"), user=account)
    page = Browser(account).begin()
    assert place_of(page) == "campaign"
    learner.refresh_from_db()
    assert learner.user == account


def test_staff_may_look_at_the_pages_too(campaign):
    member = MembershipFactory(organization=campaign.organization)
    browser = Browser(member.user)
    assert browser.get(url("campaign")).status_code == 200
    assert place_of(browser.begin()) == "identity"


def test_a_page_behind_the_beginning_leads_to_the_beginning(campaign, browser):
    assert place_of(browser.get(url("sign_up"), follow=True)) == "campaign"
    assert place_of(browser.say_who()) == "campaign"
    browser.force_login(UserFactory(pupil=True))
    assert place_of(browser.get(url("identity"), follow=True)) == "campaign"
    make_learner(campaign)
    assert place_of(browser.say_who("identity")) == "campaign"


def test_a_code_begun_opens_no_other_campaign(campaign, browser):
    CampaignFactory(code="FRMRCK234")
    browser.begin()
    assert browser.get(url("sign_up", "FRMRCK234")).url == url("campaign", "FRMRCK234")


def test_terms_that_are_due_lead_back_to_the_page(campaign):
    account = make_account("EMAIL")
    browser = Browser(account)
    terms = LegalDocumentFactory(kind="ACCOUNT_TERMS")
    page = browser.begin()
    assert page.resolver_match.view_name == "app:terms"
    page = browser.post(page.context["accept_url"], {"document": terms.pk}, follow=True)
    assert place_of(page) == "identity"


def test_terms_lead_to_no_other_site():
    browser = Browser(make_account("EMAIL"))
    terms = LegalDocumentFactory(kind="ACCOUNT_TERMS")
    answer = browser.post("/app/cgu/?next=//ailleurs.example/", {"document": terms.pk})
    assert answer.url == reverse("app:home")
