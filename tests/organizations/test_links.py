"""Invitation links hold a code that the database does not (decisions.md 13)."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import override_settings

from organizations import links
from organizations.models import Invitation


@pytest.fixture
def invitation() -> Invitation:
    return Invitation(pk=12, nonce=links.new_nonce())


def test_a_link_carries_the_id_and_the_code(invitation):
    parts = urlsplit(links.join_url(invitation))
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "http://localhost:8000/rejoindre/"
    assert parse_qs(parts.query) == {"invitationId": ["12"], "code": [links.code_of(invitation)]}


def test_the_code_is_recognized_and_no_other(invitation):
    code = links.code_of(invitation)
    assert links.recognize(invitation, code) == 0
    for forged in ("", code[:-1], code + "a", code.swapcase(), "é", f"{code}:{code}"):
        assert links.recognize(invitation, forged) is None


def test_the_code_of_an_invitation_opens_no_other(invitation):
    code = links.code_of(invitation)
    assert links.recognize(Invitation(pk=13, nonce=invitation.nonce), code) is None
    assert links.recognize(Invitation(pk=12, nonce=links.new_nonce()), code) is None


def test_a_former_link_is_recognized_as_former(invitation):
    codes = [links.code_of(invitation)]
    for _ in range(2):
        invitation.nonce = links.next_nonce(invitation.nonce)
        codes.append(links.code_of(invitation))
    assert len(set(codes)) == 3
    assert [links.recognize(invitation, code) for code in codes] == [0, 1, 2]
    assert links.generation_of(invitation) == 2


def test_a_later_generation_cannot_be_had_from_an_earlier_one(invitation):
    later = Invitation(pk=invitation.pk, nonce=links.next_nonce(invitation.nonce))
    assert links.recognize(invitation, links.code_of(later)) is None


def test_what_is_stored_is_not_in_the_link_and_two_nonces_differ(invitation):
    base = invitation.nonce.split(".")[0]
    assert base not in links.join_url(invitation)
    assert links.new_nonce() != invitation.nonce
    assert len(links.next_nonce(f"{base}.999999999")) <= 32


def test_a_link_outlives_a_change_of_the_secret_key(invitation, settings):
    code = links.code_of(invitation)
    old = settings.SECRET_KEY
    with override_settings(SECRET_KEY="new-" + "y" * 50, SECRET_KEY_FALLBACKS=[old]):
        assert links.recognize(invitation, code) == 0
    with override_settings(SECRET_KEY="new-" + "y" * 50, SECRET_KEY_FALLBACKS=[]):
        assert links.recognize(invitation, code) is None
