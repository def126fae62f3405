"""allauth's hooks for two-step sign-in: what is kept, how it is named, how it is drawn."""

import base64
from dataclasses import dataclass
from functools import lru_cache

from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts import messages
from accounts.models import User
from pixorga.lib.qr import draw_qr

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class SecondStep:
    """What somebody has for the second step. codes_left: None when there are no codes of last resort."""

    application: Authenticator | None
    keys: list[Authenticator]
    codes_left: int | None

    @property
    def is_set_up(self) -> bool:
        return bool(self.application or self.keys)


class MfaAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": messages.KEY_REFUSED,
        "cannot_generate_recovery_codes": messages.CODES_NEED_SECOND_STEP,
    }

    def encrypt(self, text: str) -> str:
        return _cipher(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """InvalidToken: written under a secret key that is not known any more."""
        cipher = _cipher(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        return cipher.decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> SafeString:
        """Return a drawing for the page itself: our pages load no picture that is not a file of ours."""
        code = draw_qr(url)
        return format_html(
            '<svg class="qr-code" viewBox="0 0 {0} {0}" role="img" aria-label="{1}"><path d="{2}"/></svg>',
            code.size,
            messages.QR_CODE_OF_APPLICATION,
            code.path,
        )

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return f"Clé d’accès {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}


def second_step_of(user: User) -> SecondStep:
    """Return what ``user`` has for the second step; one query, and no secret is read."""
    mine = list(Authenticator.objects.filter(user_id=user.pk).order_by("pk"))
    by_type = {one.type: one for one in mine}
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    used = codes.data["used_mask"].bit_count() if codes else 0
    return SecondStep(
        application=by_type.get(Authenticator.Type.TOTP),
        keys=[one for one in mine if one.type == Authenticator.Type.WEBAUTHN],
        codes_left=app_settings.RECOVERY_CODE_COUNT - used if codes else None,
    )


@lru_cache(maxsize=4)
def _cipher(*secret_keys: str) -> MultiFernet:
    """Return what encrypts with the first key and reads what any of them wrote."""
    return MultiFernet([Fernet(_derive(key)) for key in secret_keys])


def _derive(secret_key: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"pixorga.accounts.mfa")
    return base64.urlsafe_b64encode(derived.derive(secret_key.encode()))
