"""allauth's hook for social accounts: it checks the protocol, and stores nothing of anybody."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest

from accounts.gar.arriving import arrive, refuse
from accounts.gar.errors import GarRefusedError, UsedResponseError
from accounts.gar.reading import read_pupil


class GarAdapter(DefaultSocialAccountAdapter):
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Go on by ourselves, always: what allauth would do next is to keep every attribute."""
        try:
            response = arrive(request, read_pupil(sociallogin.account.extra_data))
        except GarRefusedError as refusal:
            response = refuse(request, refusal)
        raise ImmediateHttpResponse(response)

    def on_authentication_error(self, request: HttpRequest, provider: object, **details: object) -> None:
        """The response was right when it was posted: its minute is over, or the page was opened again."""
        raise ImmediateHttpResponse(refuse(request, UsedResponseError("NO_RESPONSE")))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Accounts of pupils are made by our own pages."""
        return False
