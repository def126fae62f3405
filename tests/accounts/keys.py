"""A passkey made of software: it answers the options of our pages as a browser does."""

from dataclasses import dataclass, field
from hashlib import sha256
from os import urandom

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from accounts.models import User

FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


@dataclass
class SoftwareKey:
    """host: of the site that the key is made for."""

    host: str = "testserver"
    credential_id: bytes = field(default_factory=lambda: urandom(16))
    private_key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def register(self, challenge: str) -> dict:
        """Return what the browser posts after « Ajouter la clé »."""
        public = ES256.from_cryptography_key(self.private_key.public_key())
        attested = AttestedCredentialData.create(b"\0" * 16, self.credential_id, public)
        data = self._data(FLAGS | AuthenticatorData.FLAG.AT, attested)
        return self._credential(
            {
                "clientDataJSON": self._client_data(CollectedClientData.TYPE.CREATE, challenge),
                "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
            }
        ) | {"clientExtensionResults": {"credProps": {"rk": True}}}

    def answer(self, challenge: str, user: User) -> dict:
        """Return what the browser posts when the key is used by ``user``."""
        client_data = CollectedClientData.create(
            CollectedClientData.TYPE.GET, challenge, f"https://{self.host}"
        )
        data = self._data(FLAGS)
        signature = self.private_key.sign(data + client_data.hash, ec.ECDSA(SHA256()))
        return self._credential(
            {
                "clientDataJSON": websafe_encode(client_data),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
                "userHandle": websafe_encode(user_pk_to_url_str(user).encode()),
            }
        )

    def give(self, user: User, name: str = "Clé d’accès 1") -> Authenticator:
        """Make the key one of the user's, as if he had added it."""
        credential = self.register(websafe_encode(b"challenge"))
        data = {"name": name, "credential": credential}
        return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)

    def _data(self, flags: int, attested: bytes = b"") -> AuthenticatorData:
        return AuthenticatorData.create(sha256(self.host.encode()).digest(), flags, 1, attested)

    def _client_data(self, kind: str, challenge: str) -> str:
        return websafe_encode(CollectedClientData.create(kind, challenge, f"https://{self.host}"))

    def _credential(self, response: dict) -> dict:
        number = websafe_encode(self.credential_id)
        return {"type": "public-key", "id": number, "rawId": number, "response": response}
