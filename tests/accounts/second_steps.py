"""What several tests do with the second step: give one, type its code, confirm who one is."""

import time
from datetime import datetime

from allauth.account.internal.flows import login as flows
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone

from accounts.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30


def give_application(user: User) -> Authenticator:
    """Give codes of an application, and codes of last resort, as activating does."""
    RecoveryCodes.activate(user)
    return TOTP.activate(user, SECRET).instance


def code_now(now: datetime | None = None, *, periods: int = 0, secret: str = SECRET) -> str:
    """Return what the application shows, ``periods`` half minutes later."""
    counter = int((now or timezone.now()).timestamp()) // PERIOD + periods
    return format_hotp_value(hotp_value(secret, counter))


def recovery_codes_of(user: User) -> list[str]:
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def confirm(client: Client) -> None:
    """Have whoever is signed in confirm who he is, as the page « C’est bien vous ? » does."""
    session = client.session
    user_id = session.get("_auth_user_id")
    if user_id is None:
        return
    record = {"method": "password", "at": time.time(), "reauthenticated": True}
    session[flows.AUTHENTICATION_METHODS_SESSION_KEY] = [record]
    session[flows._AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id
    session.save()
