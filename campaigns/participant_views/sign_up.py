"""« Je crée mon compte »: who the pupil is for his school, then how he will sign in."""

from allauth.account.utils import perform_login
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.errors import EmailTakenError
from accounts.messages import EMAIL_REFUSED
from accounts.models import User
from accounts.services import hash_password
from campaigns import participant_messages as messages
from campaigns.models import Campaign
from campaigns.participant_forms import NewAccountForm, PersonForm
from campaigns.participant_views.search import (
    TOO_MANY,
    count_miss,
    has_missed_often,
    search,
    show_conflict,
    show_form,
)
from campaigns.participants import (
    begun_view,
    campaign_view,
    dice,
    forget_found,
    found_learner,
    keep_found,
    see_other,
    sign_in_url,
    url_of,
)
from learners.domain.conflicts import Code
from learners.errors import ConflictError, NoMatchError
from learners.models import Learner
from learners.services import check_sign_up, find_just_signed_up, propose_username_for, sign_up_pupil

PAGES = ["GET", "HEAD", "POST"]
TAKEN = 409


@login_not_required
@require_http_methods(PAGES)
@begun_view
def sign_up(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """« Qui êtes-vous ? » Source: spec/accounts.md 6.3, step 1."""
    if request.user.is_authenticated:
        return see_other("campaign", campaign)
    if campaign.organization.has_gar:
        return see_other("access", campaign)
    template = "participant/sign_up.html"
    if request.method != "POST":
        return show_form(request, campaign, PersonForm(), template)
    form = PersonForm(request.POST)
    learner = search(request, campaign, form) if form.is_valid() else None
    if learner is None:
        return show_form(request, campaign, form, template)
    try:
        check_sign_up(learner=learner)
    except ConflictError as error:
        return show_conflict(request, campaign, error)
    keep_found(request, learner)
    return see_other("choose_password", campaign)


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(PAGES)
@campaign_view
def choose_password(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """« Est-ce bien vous ? », the way to sign in, and a password. Source: spec/accounts.md 6.3, step 2."""
    if request.user.is_authenticated:
        return see_other("campaign", campaign)
    learner = found_learner(request, campaign)
    if learner is None:
        return _sign_in_twice(request, campaign) or _begin_again(request, campaign)
    username = propose_username_for(learner=learner, rng=dice(request))
    if request.method != "POST":
        return _show(request, campaign, NewAccountForm(learner=learner, username=username))
    form = NewAccountForm(request.POST, learner=learner, username=username)
    if not form.is_valid():
        return _show(request, campaign, form)
    if form.is_outdated:
        return _offer_another(request, campaign, learner, form)
    return _make(request, campaign, learner, form)


def _make(request: HttpRequest, campaign: Campaign, learner: Learner, form: NewAccountForm) -> HttpResponse:
    password = form.cleaned_data["password"]
    if "email" in form.login and has_missed_often(request):
        form.add_error(None, messages.TOO_MANY_SEARCHES)
        return _show(request, campaign, form, status=TOO_MANY)
    try:
        user = sign_up_pupil(learner=learner, password_hash=hash_password(password), **form.login)
    except NoMatchError:
        return _begin_again(request, campaign)
    except (ConflictError, EmailTakenError) as error:
        user = find_just_signed_up(learner=learner, password=password)
        if user is None:
            return _refuse(request, campaign, learner, form, error)
    return _enter(request, campaign, user)


def _refuse(
    request: HttpRequest,
    campaign: Campaign,
    learner: Learner,
    form: NewAccountForm,
    error: ConflictError | EmailTakenError,
) -> HttpResponse:
    if isinstance(error, EmailTakenError):
        count_miss(request)  # the answer tells that the address has an account
        form.add_error("email", EMAIL_REFUSED)
        return _show(request, campaign, form)
    if error.conflict == Code.S50:
        return _offer_another(request, campaign, learner, form)
    return show_conflict(request, campaign, error)


def _enter(request: HttpRequest, campaign: Campaign, user: User) -> HttpResponse:
    """Sign the pupil in; the campaign’s page then shows with what, to be written down."""
    forget_found(request)
    notices.success(request, messages.ACCOUNT_MADE)
    return perform_login(request, user, redirect_url=url_of("campaign", campaign), signup=True)


def _sign_in_twice(request: HttpRequest, campaign: Campaign) -> HttpResponse | None:
    """Sign in whoever pressed the button twice: the first time ended the session that both were sent from.

    None for anybody else: only an account made a moment ago by this form, with this very password.
    """
    typed = {
        name: request.POST.get(name, "").strip().lower().replace("\0", "") for name in ("username", "email")
    }
    pupils = Learner.objects.of(campaign.organization).active()
    for name, value in typed.items():
        learner = pupils.filter(**{f"user__{name}": value}).first() if value else None
        user = learner and find_just_signed_up(learner=learner, password=request.POST.get("password", ""))
        if user:
            return _enter(request, campaign, user)
    return None


def _begin_again(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Lead back to the first step: it was too long ago, or the pupil has left the school’s list."""
    if request.method == "POST":
        notices.warning(request, messages.TOO_LATE)
    return see_other("sign_up", campaign)


def _offer_another(
    request: HttpRequest, campaign: Campaign, learner: Learner, form: NewAccountForm
) -> HttpResponse:
    """Show the page again with an identifier that is free, and say so; the password is typed again."""
    username = propose_username_for(learner=learner, rng=dice(request))
    form.data = form.data.copy()
    form.data["username"] = form.offered = username
    form.add_error(None, messages.username_taken(username))
    return _show(request, campaign, form, status=TAKEN)


def _show(
    request: HttpRequest, campaign: Campaign, form: NewAccountForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "campaign": campaign,
        "school": campaign.organization,
        "learner": form.learner,
        "form": form,
        "sign_in_url": sign_in_url(campaign),
    }
    return render(request, "participant/choose_password.html", context, status=status)
