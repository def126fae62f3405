"""« Rejoindre »: a mailed link is exchanged for the session, then accepted with a new or an old account."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.errors import EmailTakenError
from accounts.fields import AdultForm, SignInForm
from accounts.services import hash_password
from organizations import links, messages, services
from organizations.access import choose_organization
from organizations.errors import InvitationError, LinkState
from organizations.models import Invitation

# In the session: the invitation’s id and the generation of the link; the code itself stays nowhere.
SESSION_KEY = "invitation"
LONGEST_ID = 18

STATUSES = {LinkState.UNKNOWN: 404}
GONE = 410


@dataclass(frozen=True, slots=True)
class HeldLink:
    """The link that this browser came with. invitation: None when the state is UNKNOWN."""

    invitation: Invitation | None
    state: LinkState

    @property
    def is_open(self) -> bool:
        return self.state == LinkState.OPEN


@login_not_required
@never_cache
@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """With the mailed link: keep it and lead to the address without a secret. There: the two panels."""
    if "invitationId" in request.GET or "code" in request.GET:
        _keep_link(request)
        return redirect("organizations:join")
    link = _held_link(request)
    return _show(request, link) if link.is_open else _refuse(request, link)


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_POST
def register(request: HttpRequest) -> HttpResponse:
    """« Je m’inscris »: account and membership together, then signed in."""
    link = _held_link(request)
    if not link.is_open:
        return _come_back(request, link, "email") or _refuse(request, link)
    if request.user.is_authenticated:
        return redirect("organizations:join")
    form = AdultForm(request.POST, auto_id="inscription-%s")
    if not form.is_valid():
        return _show(request, link, adult_form=form)
    password_hash = hash_password(form.cleaned_data["password"])
    try:
        arrival = services.register_and_accept(
            invitation=link.invitation,
            first_name=form.cleaned_data["first_name"],
            last_name=form.cleaned_data["last_name"],
            email=form.cleaned_data["email"],
            password_hash=password_hash,
        )
    except EmailTakenError:
        link = _held_link(request)
        if not link.is_open:
            return _come_back(request, link, "email") or _refuse(request, link)
        form.refuse_email()
        return _show(request, link, adult_form=form)
    except InvitationError as error:
        link = _late(link, error)
        return _come_back(request, link, "email") or _refuse(request, link)
    user = arrival.membership.user
    response = perform_login(request, user, redirect_url=settings.LOGIN_REDIRECT_URL, signup=True)
    return _enter(request, arrival, response)


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_POST
def join_sign_in(request: HttpRequest) -> HttpResponse:
    """« J’ai déjà un compte »: signed in by allauth, with every lock of the ordinary page, then accepted."""
    link = _held_link(request)
    if not link.is_open:
        return _come_back(request, link, "login") or _refuse(request, link)
    if request.user.is_authenticated:
        return redirect("organizations:join")
    form = SignInForm(request.POST, request=request, auto_id="connexion-%s")
    if not form.is_valid():
        return _show(request, link, sign_in_form=form)
    response = form.login(request, redirect_url=reverse("organizations:join"))
    if not request.user.is_authenticated:
        # One more step, such as a second factor; it ends here again, where « Accepter » waits.
        return response
    return _accept(request, link)


@login_not_required
@never_cache
@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """« Accepter l’invitation », with the account that is signed in."""
    link = _held_link(request)
    if not link.is_open:
        return _refuse(request, link)
    if not request.user.is_authenticated:
        return redirect("organizations:join")
    return _accept(request, link)


@login_not_required
@never_cache
@require_POST
def switch_account(request: HttpRequest) -> HttpResponse:
    """« Utiliser un autre compte »: sign out, and keep the link that signing out would forget."""
    held = request.session.get(SESSION_KEY)
    get_adapter(request).logout(request)
    if held:
        request.session[SESSION_KEY] = held
    return redirect("organizations:join")


def invited_to(request: HttpRequest) -> str:
    """Return the name of the school whose link this browser holds, while the link is open; else nothing.

    Somebody who signed in by another door, after a forgotten password for one, has not accepted it yet.
    """
    link = _held_link(request)
    return link.invitation.organization.name if link.is_open else ""


def _keep_link(request: HttpRequest) -> None:
    """Put the link into the session, or forget the one that was there."""
    request.session.pop(SESSION_KEY, None)
    number = request.GET.get("invitationId", "")
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_ID):
        return
    invitation = Invitation.objects.filter(pk=int(number)).first()
    generation = links.recognize(invitation, request.GET.get("code", "")) if invitation else None
    if generation is not None:
        request.session[SESSION_KEY] = [invitation.pk, generation]


def _held_link(request: HttpRequest) -> HeldLink:
    pk, generation = request.session.get(SESSION_KEY, (None, 0))
    invitation = Invitation.objects.select_related("organization", "accepted_by").filter(pk=pk).first()
    if invitation is None:
        return HeldLink(None, LinkState.UNKNOWN)
    return HeldLink(invitation, services.link_state(invitation=invitation, generation=generation))


def _accept(request: HttpRequest, link: HeldLink) -> HttpResponse:
    try:
        arrival = services.accept_invitation(invitation=link.invitation, user=request.user)
    except InvitationError as error:
        return _refuse(request, _late(link, error))
    return _enter(request, arrival, redirect(settings.LOGIN_REDIRECT_URL))


def _enter(request: HttpRequest, arrival: services.Arrival, response: HttpResponse) -> HttpResponse:
    organization = arrival.membership.organization
    choose_organization(request, organization)
    notices.success(
        request,
        messages.joined(organization.name, is_new=arrival.is_new, becomes_admin=arrival.becomes_admin),
    )
    return response


def _show(
    request: HttpRequest,
    link: HeldLink,
    *,
    adult_form: AdultForm | None = None,
    sign_in_form: SignInForm | None = None,
) -> HttpResponse:
    invitation = link.invitation
    context = {"organization_name": invitation.organization.name}
    if request.user.is_authenticated:
        return render(request, "organizations/accept.html", context)
    context["adult_form"] = adult_form or AdultForm(initial=_known(invitation), auto_id="inscription-%s")
    context["sign_in_form"] = sign_in_form or SignInForm(
        initial={"login": _known(invitation).get("email", "")}, request=request, auto_id="connexion-%s"
    )
    return render(request, "organizations/join.html", context)


def _known(invitation: Invitation) -> dict[str, str]:
    """Return what need not be typed again.

    A school’s mailbox is never shown: whoever holds a forwarded link need not know it.
    """
    if invitation.origin == Invitation.Origin.TEAM:
        return {"email": invitation.email}
    return {"first_name": invitation.requester_first_name, "last_name": invitation.requester_last_name}


def _refuse(request: HttpRequest, link: HeldLink) -> HttpResponse:
    """The page that says what became of the invitation, and what to do."""
    invitation = link.invitation
    if link.state == LinkState.ACCEPTED and invitation.accepted_by == request.user:
        return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"state": link.state, "organization_name": "", "sent_on": "", "is_activation": False}
    if invitation is not None and link.state != LinkState.UNKNOWN:
        organization = invitation.organization
        context["organization_name"] = organization.name
        context["sent_on"] = f"{organization.local(invitation.sent_at):%d/%m/%Y}"
        context["is_activation"] = invitation.origin == Invitation.Origin.ACTIVATION
    return render(request, "organizations/link_closed.html", context, status=STATUSES.get(link.state, GONE))


def _late(link: HeldLink, error: InvitationError) -> HeldLink:
    """The link was open when the page was asked, and somebody was quicker."""
    link.invitation.refresh_from_db()
    return HeldLink(link.invitation, LinkState(error.code))


def _come_back(request: HttpRequest, link: HeldLink, field: str) -> HttpResponse | None:
    """Sign in whoever pressed the button twice: the first request made a member of the same person.

    field: which one of the form names the account. None for anybody else, and for a wrong password; it is
    counted as everywhere.
    """
    accepted_by = link.invitation.accepted_by if link.state == LinkState.ACCEPTED else None
    login = request.POST.get(field, "").strip().lower()
    if accepted_by is None or request.user.is_authenticated or login != accepted_by.email:
        return None
    form = SignInForm({"login": login, "password": request.POST.get("password", "")}, request=request)
    return form.login(request, redirect_url=settings.LOGIN_REDIRECT_URL) if form.is_valid() else None
