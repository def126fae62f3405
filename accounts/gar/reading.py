"""What a response of the GAR must be before anybody is taken for its pupil.

python3-saml checks signature, issuer, dates and schema. What the standard leaves optional is required here:
audience, recipient, end of validity, and that this very assertion answers a request of ours.
Source: spec/accounts.md 7.4, 8.5.
"""

import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass

import xmlsec
from allauth.socialaccount.providers.saml.provider import SAMLProvider
from allauth.socialaccount.providers.saml.utils import build_auth, prepare_django_request
from django.http import HttpRequest
from lxml import etree
from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML

from accounts.gar.configuration import FIRST_NAME, LAST_NAME, LONGEST_RESPONSE, PROFILE, SUBJECT
from accounts.gar.errors import AdultError, GarRefusedError, IncompleteError, TooLargeError

LONGEST_NAME = 150
PUPIL = "National_elv"

# What we would store is what allauth can: visible characters, no space.
_SUBJECT = re.compile(r"[!-~]{1,191}")
_CONFIRMATION = (
    "/samlp:Response/saml:Assertion/saml:Subject/saml:SubjectConfirmation/saml:SubjectConfirmationData"
)
_REASONS = {
    code: name for name, code in vars(OneLogin_Saml2_ValidationError).items() if isinstance(code, int)
}
# What the two libraries raise on XML, base 64 or numbers that are none.
_UNREADABLE = (
    etree.LxmlError,
    xmlsec.Error,
    OneLogin_Saml2_Error,
    binascii.Error,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
)


@dataclass(frozen=True, slots=True)
class GarPupil:
    """Names may be empty: somebody who has an account needs none."""

    subject: str
    first_name: str
    last_name: str


def check_response(request: HttpRequest, provider: SAMLProvider) -> None:
    """Refuse what was posted unless it is the GAR that says of somebody who he is, to us and now.

    GarRefusedError, AdultError, IncompleteError, TooLargeError. Nothing is written.
    """
    posted = request.POST.get("SAMLResponse", "")
    if len(posted) > LONGEST_RESPONSE:
        raise TooLargeError("TOO_LARGE")
    settings = build_auth(request, provider).get_settings()
    try:
        response = OneLogin_Saml2_Response(settings, posted)
        response.is_valid(prepare_django_request(request), raise_exceptions=True)
        _require_what_is_optional(response, settings)
        attributes = response.get_attributes()
    except OneLogin_Saml2_ValidationError as error:
        raise GarRefusedError(_REASONS.get(error.code, "INVALID")) from error
    except _UNREADABLE as error:
        raise GarRefusedError("UNREADABLE") from error
    read_pupil(attributes)


def read_pupil(attributes: Mapping[str, list]) -> GarPupil:
    """Return whom the attributes of a checked response tell of. AdultError, IncompleteError."""
    if PROFILE in attributes and attributes[PROFILE] != [PUPIL]:
        raise AdultError
    subjects = attributes.get(SUBJECT, [])
    if len(subjects) != 1 or not isinstance(subjects[0], str) or not _SUBJECT.fullmatch(subjects[0]):
        raise IncompleteError("SUBJECT")
    return GarPupil(subjects[0], _name(attributes, FIRST_NAME), _name(attributes, LAST_NAME))


def _require_what_is_optional(response: OneLogin_Saml2_Response, settings: OneLogin_Saml2_Settings) -> None:
    """The only assertion is the signed one: whatever stands outside of it is not believed."""
    ours = settings.get_sp_data()
    if response.get_audiences() != [ours["entityId"]]:
        raise GarRefusedError("WRONG_AUDIENCE")
    confirmations = OneLogin_Saml2_XML.query(response.get_xml_document(), _CONFIRMATION)
    if len(confirmations) != 1:
        raise GarRefusedError("WRONG_SUBJECTCONFIRMATION")
    confirmation = confirmations[0]
    if confirmation.get("Recipient") != ours["assertionConsumerService"]["url"]:
        raise GarRefusedError("WRONG_RECIPIENT")
    if not confirmation.get("NotOnOrAfter"):
        raise GarRefusedError("NO_END")
    asked = response.get_in_response_to()
    if not asked or confirmation.get("InResponseTo") != asked:
        raise GarRefusedError("NOT_ASKED_FOR")


def _name(attributes: Mapping[str, list], key: str) -> str:
    values = [value for value in attributes.get(key, []) if isinstance(value, str)]
    return " ".join(values[0].split())[:LONGEST_NAME] if values else ""
