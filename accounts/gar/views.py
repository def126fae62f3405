"""The addresses that the GAR and its pupils meet. allauth speaks the protocol; doors are ours."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.saml import views as allauth_views
from allauth.socialaccount.providers.saml.provider import SAMLProvider
from allauth.socialaccount.providers.saml.utils import build_saml_config
from allauth.socialaccount.sessions import LoginSession
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST, require_safe
from onelogin.saml2.settings import OneLogin_Saml2_Settings

from accounts import external, messages, services
from accounts.gar.arriving import refuse
from accounts.gar.errors import GarRefusedError, UsedResponseError
from accounts.gar.provider import GAR
from accounts.gar.reading import check_response

# allauth's: what was posted from elsewhere, until the next page reads it with the cookies of this site.
POSTED_SESSION, POSTED_COOKIE = "saml_acs_session", "saml-acs-session"
READ_WITHIN_SECONDS = 60


def _provider(request: HttpRequest) -> SAMLProvider:
    request.META.setdefault("HTTP_HOST", request.get_host())  # allauth asks for it; HTTP/1.0 has none
    return get_adapter().get_provider(request, GAR.code)


@login_not_required
@never_cache
@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """« Médiacentre », and the link that the médiacentre itself opens: off to the GAR, at once.

    A GET that writes: the number of the request is kept in the session, where its answer finds it.
    """
    return _provider(request).redirect(request, AuthProcess.LOGIN)


# Sent by a page of the GAR, which has no token of ours: its signature is the right to send.
@csrf_exempt
@login_not_required
@never_cache
@require_POST
def receive(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Take what the GAR says, if it is the GAR that says it; else nothing at all is kept."""
    try:
        check_response(request, _provider(request))
    except GarRefusedError as refusal:
        return refuse(request, refusal)
    request.COOKIES.pop(POSTED_COOKIE, None)
    LoginSession(request, POSTED_SESSION, POSTED_COOKIE).store.set_expiry(READ_WITHIN_SECONDS)
    return allauth_views.acs(request, organization_slug=organization_slug)


@login_not_required
@never_cache
@require_GET
def finish(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Let in whom the GAR has named, if this browser asked for it and for the first time."""
    _provider(request)
    try:
        return allauth_views.finish_acs(request, organization_slug=organization_slug)
    except PermissionDenied:
        return refuse(request, UsedResponseError("NOT_ASKED_FOR_HERE"))


@login_not_required
@require_safe
def metadata(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Our side of the agreement, as XML for the GAR."""
    app = _provider(request).app
    config = build_saml_config(request, app.settings, organization_slug)
    del config["sp"]["singleLogoutService"]
    saml = OneLogin_Saml2_Settings(settings=config, sp_validation_only=True)
    return HttpResponse(saml.get_sp_metadata(), content_type="application/samlmetadata+xml")


@login_not_required
def no_single_log_out(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """allauth wants this address to exist: anybody could sign pupils out by it."""
    raise Http404


@login_not_required
@never_cache
@require_POST
def create_account(request: HttpRequest) -> HttpResponse:
    """« Continuer sans code »: a pupil without a campaign gets his account on arrival (decisions.md 15)."""
    held = external.held_identity(request)
    if held is None or held.provider.code != GAR.code:
        notices.info(request, messages.GAR_WAITED_TOO_LONG)
        return redirect("app:sign_in")
    if request.user.is_authenticated:  # he has one: he is asked whether it is to be opened by the GAR too
        return redirect("accounts:link_identity")
    user = services.open_external_account(
        provider=GAR.code, subject=held.subject, first_name=held.first_name, last_name=held.last_name
    )
    external.forget_identity(request)
    return external.open_account(
        request,
        user,
        provider=GAR.code,
        subject=held.subject,
        audience=external.APP,
        redirect_url=reverse("app:home"),
    )


@login_not_required
@never_cache
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """« Ce n’est pas moi »: nobody waits here any more, and nobody is signed in."""
    external.forget_identity(request)
    get_account_adapter().logout(request)
    notices.info(request, messages.GAR_FORGOTTEN)
    return redirect("app:sign_in")
