"""What is no answer of the GAR to this very browser, about a pupil, lets nobody in and leaves no trace."""

from base64 import b64encode
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from accounts import services
from accounts.gar.configuration import LONGEST_RESPONSE
from accounts.models import ExternalIdentity, User
from tests.accounts.factories import UserFactory
from tests.accounts.gar.identity_provider import (
    IDO,
    SUBJECT,
    Answer,
    ask,
    come,
    finish,
    post,
    providers,
    written,
)

pytestmark = [pytest.mark.django_db, pytest.mark.gar]

FAILED, USED = "La connexion n’a pas abouti", "Cette connexion a déjà servi"


@pytest.fixture(autouse=True)
def _identity_provider(settings):
    settings.SOCIALACCOUNT_PROVIDERS = providers()


@pytest.fixture
def victim() -> User:
    """A pupil whom the médiacentre opens; whoever gets in without right gets in as him."""
    user = UserFactory(pupil=True)
    services.link_external_identity(user=user, provider="gar", subject=IDO)
    return user


def refused(client: Client, response, words: str, status: int) -> None:
    assertContains(response, words, status_code=status)
    assertContains(response, "Revenir à la page de connexion", status_code=status)
    assert "no-store" in response["Cache-Control"]
    assert "_auth_user_id" not in client.session
    assert "external_identity" not in client.session


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": None},
        {"key": "somebody else"},
        {"is_weak": True},
        {"audience": "https://autre.example/"},
        {"audience": None},
        {"recipient": "https://autre.example/gar/saml/acs/"},
        {"recipient": "http://testserver/gar/saml/acs/autre/"},
        {"recipient": None},
        {"issuer": "https://autre.example/idp"},
        {"minutes": -10},
        {"minutes": None},
        {"confirmed_id": None},
        {"confirmed_id": "_another_request"},
    ],
    ids=str,
)
def test_an_answer_with_a_wrong_part_is_refused(client, victim, wrong):
    request_id = ask(client)
    sessions = Session.objects.count()

    response = post(client, Answer(request_id, **wrong).xml())

    refused(client, response, FAILED, 401)
    assert Session.objects.count() == sessions


def test_an_answer_that_nobody_asked_for_is_refused(client, victim):
    """The provider begins by itself: whoever sends such an answer to others signs them in as himself."""
    ask(client)
    for answer in (Answer(None), Answer(None, confirmed_id="_made_up"), Answer("_made_up")):
        response = finish(client, answer.xml())
        assert response.status_code in (401, 403)
        assert "_auth_user_id" not in client.session


def test_the_answer_to_another_browser_is_refused(client, victim):
    stolen = Answer(ask(Client())).xml()
    ask(client)

    refused(client, finish(client, stolen), USED, 403)


def test_a_stolen_assertion_in_an_envelope_of_ones_own_is_refused(client, victim):
    """The envelope is not signed: it may say that it answers the thief's request. The assertion does not."""
    stolen = Answer(ask(Client())).signed_assertion()
    envelope = Answer(ask(client)).xml().split("<saml:Assertion")[0]

    refused(client, finish(client, f"{envelope}{stolen}</samlp:Response>"), FAILED, 401)


def test_the_same_answer_lets_in_once(client, victim):
    answer = Answer(ask(client)).xml()
    assert finish(client, answer).status_code == 302
    client.logout()

    refused(client, finish(client, answer), USED, 403)


def test_a_reload_of_the_last_page_does_no_harm(client, victim):
    response = post(client, Answer(ask(client)).xml())
    client.get(response.url)

    assertContains(client.get(response.url), USED, status_code=403)

    assert client.session["_auth_user_id"] == str(victim.pk)


def test_the_answer_waits_a_minute_and_no_more(client, victim):
    post(client, Answer(ask(client)).xml())
    waiting = Session.objects.get(session_key=client.cookies["saml-acs-session"].value)
    assert waiting.expire_date <= timezone.now() + timedelta(minutes=1)
    waiting.expire_date = timezone.now()
    waiting.save()

    refused(client, client.get("/gar/saml/acs/finish/"), USED, 403)


def test_a_session_of_this_site_is_no_place_for_an_answer(client, victim):
    """The cookie of the answer names a session of somebody: it is neither written to nor ended."""
    other = Client()
    other.force_login(UserFactory())
    request_id = ask(client)
    client.cookies["saml-acs-session"] = other.session.session_key

    post(client, Answer(request_id).xml())

    assert "request" not in other.session
    assert "_auth_user_id" in other.session


@pytest.mark.parametrize("profile", ["National_ens", "National_dir", "National_evs", " ", "national_elv"])
def test_adults_come_in_by_their_own_address(client, victim, profile):
    response = come(client, attributes=SUBJECT | {"PRO": [profile]})

    refused(client, response, "réservé aux élèves", 403)
    assertContains(response, "/connexion/", status_code=403)


def test_one_profile_of_an_adult_among_others_is_enough(client, victim):
    response = come(client, attributes=SUBJECT | {"PRO": ["National_elv", "National_ens"]})

    refused(client, response, "réservé aux élèves", 403)


@pytest.mark.parametrize(
    "subject", [[], ["   "], [IDO, "autre"], ["x" * 192], ["a b"], ["é"]], ids=lambda value: str(value)[:20]
)
def test_without_one_identifier_nobody_is_named(client, victim, subject):
    """Above all, what else stands in the answer does not take its place (NameID)."""
    response = come(client, attributes=SUBJECT | {"IDO": subject}, name_id=IDO)

    refused(client, response, "n’a pas dit qui vous êtes", 400)


def test_an_identifier_that_comes_twice_is_refused(client, victim):
    twice = written(SUBJECT) + written({"IDO": ["autre"]})

    refused(client, come(client, raw_attributes=twice), FAILED, 401)


@pytest.mark.parametrize("cut", [f"{IDO}<!-- -->.autre", f"<!-- -->{IDO}", f"{IDO[:60]}<!-- x -->{IDO[60:]}"])
def test_a_comment_cuts_no_identifier_short(client, victim, cut):
    """A signature holds with comments and without: everything around one must be read, or nothing."""
    raw = written({"PRE": ["Ada"], "NOM": ["Byron"]})
    raw += f'<saml:Attribute Name="IDO"><saml:AttributeValue>{cut}</saml:AttributeValue></saml:Attribute>'
    whole = cut.replace("<!-- -->", "").replace("<!-- x -->", "")

    come(client, raw_attributes=raw, name_id=f"{IDO}<!-- -->x")

    is_known = client.session.get("_auth_user_id") == str(victim.pk)
    assert is_known == (whole == IDO)


def test_an_identifier_inside_another_element_is_refused(client, victim):
    raw = (
        f'<saml:Attribute Name="IDO"><saml:AttributeValue><saml:NameID>{IDO}</saml:NameID>'
        f"</saml:AttributeValue></saml:Attribute>"
    )

    refused(client, come(client, raw_attributes=raw), "n’a pas dit qui vous êtes", 400)


def forged_assertion(request_id: str) -> str:
    return Answer(request_id, key=None).assertion().replace('ID="_assertion"', 'ID="_forged"')


@pytest.mark.parametrize("place", ["before", "after", "inside", "extension"])
def test_an_assertion_wrapped_around_or_beside_a_signed_one_is_refused(client, victim, place):
    request_id = ask(client)
    mine = Answer(request_id, attributes=SUBJECT | {"IDO": ["mine"]})
    signed, forged = mine.signed_assertion(), forged_assertion(request_id)
    head, tail = mine.xml().split("<saml:Assertion")[0], "</samlp:Response>"
    body = {
        "before": forged + signed,
        "after": signed + forged,
        "inside": forged.replace("</saml:Issuer>", f"</saml:Issuer>{signed}", 1),
        "extension": f"<samlp:Extensions>{signed}</samlp:Extensions>{forged}",
    }[place]

    response = finish(client, head + body + tail)

    refused(client, response, FAILED, 401)
    assert not User.objects.exclude(pk=victim.pk).exists()


def test_a_signed_assertion_that_was_altered_is_refused(client, victim):
    mine = Answer(ask(client), attributes=SUBJECT | {"IDO": ["mine"]}).xml()

    refused(client, finish(client, mine.replace(">mine<", f">{IDO}<")), FAILED, 401)


def bomb() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{levels}]><x>&l9;</x>'.encode()


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"\0",
        b"not XML at all",
        b"<x/>",
        b"<samlp:Response/>",
        b"\xff\xfe<\x00x\x00",
        b"<" * 50_000,
        b"<a>" * 20_000,
        bomb(),
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>',
        b'<!DOCTYPE x SYSTEM "http://autre.example/x.dtd"><x/>',
    ],
    ids=lambda xml: repr(xml[:24]),
)
def test_what_is_no_answer_at_all_is_refused_in_words(client, xml):
    response = post(client, xml)

    assert not Session.objects.exists()
    refused(client, response, FAILED, 401)


def test_a_real_answer_with_a_document_type_is_refused(client, victim):
    answer = Answer(ask(client)).xml()

    refused(client, finish(client, '<!DOCTYPE x [<!ENTITY e "x">]>' + answer), FAILED, 401)


@pytest.mark.parametrize("posted", [{}, {"SAMLResponse": "é%"}, {"SAMLResponse": "A"}, {"SAMLart": "x"}])
def test_what_is_no_base_64_is_refused_in_words(client, posted):
    refused(client, client.post("/gar/saml/acs/", posted), FAILED, 401)


def test_a_huge_answer_is_not_even_read(client):
    huge = b64encode(b"<x>" + b" " * LONGEST_RESPONSE + b"</x>").decode()

    refused(client, client.post("/gar/saml/acs/", {"SAMLResponse": huge}), FAILED, 413)


def test_a_status_of_failure_is_no_sign_in(client, victim):
    failed = Answer(ask(client)).xml().replace("status:Success", "status:Responder")

    refused(client, finish(client, failed), FAILED, 401)


def test_the_reason_is_in_the_log_and_nothing_of_the_answer(client, victim, caplog):
    post(client, Answer(ask(client), audience="https://autre.example/").xml())

    refusals = [each for each in caplog.records if each.getMessage() == "gar.refused"]
    assert [each.reason for each in refusals] == ["WRONG_AUDIENCE"]
    assert IDO not in caplog.text
    assert "Lovelace" not in caplog.text


def test_other_names_of_this_site_are_no_way_round(client, victim):
    """Every name that the site answers to is its own; the audience stays the one that was agreed."""
    response = client.post("/gar/saml/acs/", {"SAMLResponse": "x"}, headers={"host": "autre.example"})
    assert response.status_code == 400


def test_other_addresses_of_allauth_do_not_exist(client):
    for path in ("/gar/saml/login/", "/gar/autre/acs/", "/gar/3rdparty/", "/gar/saml/sls/"):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code in (404, 405)


def test_the_last_page_is_no_way_in_by_itself(client):
    refused(client, client.get("/gar/saml/acs/finish/"), USED, 403)


def test_an_answer_links_nothing_to_whoever_is_signed_in(client):
    """Nobody is made to link the account of somebody else, by a page that sends such an answer."""
    client.force_login(UserFactory())

    assertRedirects(come(client), "/app/campagnes/", fetch_redirect_response=False)

    assert "_auth_user_id" not in client.session
    assert not ExternalIdentity.objects.exists()
