"""An identity provider inside the tests: it writes the answers of the GAR by hand and signs them.

Source: spec/accounts.md 7.5, 8.5. Only for tests marked ``gar``: the libraries are imported when it is used.
"""

import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape, quoteattr

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from accounts.gar.configuration import gar_providers

ENTITY = "https://gar.exemple.example/idp"
SSO = "https://gar.exemple.example/sso"
OURS = "http://localhost:8000/gar/saml/metadata/"
ACS = "http://testserver/gar/saml/acs/"
IDO = "0f3a" * 32

SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256_DIGEST = "http://www.w3.org/2001/04/xmlenc#sha256"
SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
SHA1_DIGEST = "http://www.w3.org/2000/09/xmldsig#sha1"

SUBJECT = {"IDO": [IDO], "PRE": ["Ada"], "NOM": ["Lovelace"], "PRO": ["National_elv"]}


@cache
def key_pair(name: str) -> tuple[str, str]:
    """Return a private key and its certificate, self-signed, as PEM; the same ones for a name."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .sign(key, hashes.SHA256())
    )
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return (
        key.private_bytes(*form).decode(),
        certificate.public_bytes(serialization.Encoding.PEM).decode(),
    )


def providers() -> dict:
    """Return SOCIALACCOUNT_PROVIDERS with the certificate of the tests."""
    idp = {"entity_id": ENTITY, "sso_url": SSO, "x509cert": key_pair("gar")[1]}
    return gar_providers(idp, OURS, is_on_internet=False)


def instant(minutes: int) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Answer:
    """What the GAR says of somebody; each part may be made wrong. None leaves it out."""

    request_id: str | None
    attributes: dict[str, list[str]] = field(default_factory=lambda: dict(SUBJECT))
    audience: str | None = OURS
    recipient: str | None = ACS
    issuer: str = ENTITY
    minutes: int | None = 5
    confirmed_id: str | None = ""  # "": that of the request
    key: str | None = "gar"
    is_weak: bool = False
    raw_attributes: str = ""
    name_id: str = "n-1"
    outside: str = ""  # put beside the assertion, unsigned

    def assertion(self) -> str:
        asked = self.request_id if self.confirmed_id == "" else self.confirmed_id
        end = instant(self.minutes) if self.minutes is not None else None
        confirmation = attributes_of(InResponseTo=asked, NotOnOrAfter=end, Recipient=self.recipient)
        restriction = (
            f"<saml:AudienceRestriction><saml:Audience>{self.audience}</saml:Audience></saml:AudienceRestriction>"
            if self.audience
            else ""
        )
        now = instant(0)
        return (
            f'<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_assertion" '
            f'Version="2.0" IssueInstant="{now}"><saml:Issuer>{self.issuer}</saml:Issuer><saml:Subject>'
            f'<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient">{self.name_id}'
            f'</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">'
            f"<saml:SubjectConfirmationData{confirmation}/></saml:SubjectConfirmation></saml:Subject>"
            f"<saml:Conditions{attributes_of(NotBefore=instant(-5), NotOnOrAfter=end)}>{restriction}"
            f'</saml:Conditions><saml:AuthnStatement AuthnInstant="{now}"><saml:AuthnContext>'
            f"<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password"
            f"</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
            f"<saml:AttributeStatement>{self.raw_attributes or written(self.attributes)}"
            f"</saml:AttributeStatement></saml:Assertion>"
        )

    def signed_assertion(self) -> str:
        from onelogin.saml2.utils import OneLogin_Saml2_Utils

        if self.key is None:
            return self.assertion()
        algorithms = (SHA1, SHA1_DIGEST) if self.is_weak else (SHA256, SHA256_DIGEST)
        return OneLogin_Saml2_Utils.add_sign(
            self.assertion(),
            *key_pair(self.key),
            sign_algorithm=algorithms[0],
            digest_algorithm=algorithms[1],
        ).decode()

    def xml(self) -> str:
        head = attributes_of(InResponseTo=self.request_id, Destination=ACS)
        return (
            f'<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" '
            f'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response" Version="2.0" '
            f'IssueInstant="{instant(0)}"{head}><saml:Issuer>{self.issuer}</saml:Issuer><samlp:Status>'
            f'<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>'
            f"{self.outside}{self.signed_assertion()}</samlp:Response>"
        )


def attributes_of(**values: str | None) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items() if value is not None)


def written(attributes: dict[str, list[str]]) -> str:
    return "".join(
        f'<saml:Attribute Name="{name}">'
        + "".join(f"<saml:AttributeValue>{escape(value)}</saml:AttributeValue>" for value in values)
        + "</saml:Attribute>"
        for name, values in attributes.items()
    )


def ask(client: Client) -> str:
    """Click « Médiacentre »; return the number of the request that goes to the GAR."""
    away = client.get("/gar/connexion/")
    assert away.status_code == 302
    assert away.url.startswith(f"{SSO}?")
    sent = parse_qs(urlsplit(away.url).query)["SAMLRequest"][0]
    return zlib.decompress(b64decode(sent), -15).decode().split('ID="')[1].partition('"')[0]


def post(client: Client, xml: str | bytes, **more: object):
    """Send the answer as the page of the GAR does: from elsewhere, hence without the session."""
    data = xml.encode() if isinstance(xml, str) else xml
    kept = client.cookies.pop("sessionid", None)
    response = client.post("/gar/saml/acs/", {"SAMLResponse": b64encode(data).decode()}, **more)
    if kept is not None:
        client.cookies["sessionid"] = kept.value
    return response


def come(client: Client, **changes: object):
    """Come in from the médiacentre; return what the browser shows at the end of the way."""
    return finish(client, Answer(ask(client), **changes).xml())


def finish(client: Client, xml: str | bytes):
    """Send an answer and go on: to our page that reads it, and where that leads."""
    response = post(client, xml)
    return client.get(response.url) if response.status_code == 302 else response
