"""« Qui êtes-vous ? »: the pupil of the school whom somebody says he is, and why he cannot be it."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.address import client_address
from campaigns import participant_messages as messages
from campaigns.models import Campaign
from campaigns.participant_forms import PersonForm
from campaigns.participants import sign_in_url, url_of
from learners import limits
from learners.domain.conflicts import Code
from learners.errors import ConflictError, NoMatchError
from learners.models import Learner
from learners.services import find_learner
from pixorga.lib.throttle import Limit, hit, is_blocked

# No password opens these accounts, or none that we know of.
NOTHING_TO_SIGN_IN_WITH = {Code.R13, Code.R33, Code.R90, Code.S53, Code.S63}
WRONG_ACCOUNT = {Code.R70, Code.R90}
CONFLICT, TOO_MANY = 409, 429


def search(request: HttpRequest, campaign: Campaign, form: PersonForm) -> Learner | None:
    """Return the pupil of the school who is meant; None with the reason on the form.

    Searches that find nobody are counted (decisions.md 19).
    """
    if has_missed_often(request):
        form.add_error(None, messages.TOO_MANY_SEARCHES)
        form.is_limited = True
        return None
    try:
        return find_learner(organization=campaign.organization, person=form.person)
    except NoMatchError:
        count_miss(request)
        form.add_error(None, list(messages.NOT_FOUND))
        return None


def has_missed_often(request: HttpRequest) -> bool:
    """Return whether this browser, or its address, has asked too often about people in vain."""
    return any(is_blocked(cache, limit, subject) for limit, subject in _counted(request))


def count_miss(request: HttpRequest) -> None:
    for limit, subject in _counted(request):
        hit(cache, limit, subject)


def _counted(request: HttpRequest) -> list[tuple[Limit, str]]:
    return [
        (limits.pupil_searches_of_browser(), request.session.session_key),
        (limits.pupil_searches_of_address(), client_address(request)),
    ]


def show_form(request: HttpRequest, campaign: Campaign, form: PersonForm, template: str) -> HttpResponse:
    """Return the page of the form, with all that was typed."""
    status = TOO_MANY if form.is_limited else 200
    context = {"campaign": campaign, "school": campaign.organization, "form": form}
    return render(request, template, context, status=status)


def show_conflict(
    request: HttpRequest, campaign: Campaign, error: ConflictError, *, back_to: str = "campaign"
) -> HttpResponse:
    """Return the page that says why not, under which short code, and what to do.

    back_to: the page of the campaign to which signing in leads.
    """
    is_signed_in = request.user.is_authenticated
    context = {
        "campaign": campaign,
        "conflict": str(error.conflict),
        "value": error.value,
        "school_name": campaign.organization.name,
        "code": campaign.code,
        "can_sign_in": error.conflict not in NOTHING_TO_SIGN_IN_WITH,
        "is_wrong_account": error.conflict in WRONG_ACCOUNT,
        "sign_in_url": sign_in_url(campaign, back_to),
        "campaign_url": url_of("campaign", campaign),
        "quit_url": reverse("app:home" if is_signed_in else "participant:code"),
    }
    return render(request, "participant/conflict.html", context, status=CONFLICT)
