"""Pupils on their way into a campaign: its code, and what the browser remembers until they are in.

The session holds the code with which somebody began, and for ten minutes the id of the pupil who was found;
never a name. Source: spec/accounts.md 6.2, 6.3; spec/decisions.md 19.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from random import Random

from allauth.core.ratelimit import respond_429
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from accounts.address import client_address
from accounts.external import held_identity
from accounts.models import ExternalIdentity
from campaigns import limits
from campaigns import participant_messages as messages
from campaigns.models import Campaign
from learners.models import Learner
from organizations.domain.codes import is_code_shaped, normalize_code
from pixorga.lib.throttle import hit, is_blocked

BEGUN, FOUND = "campaign_begun", "learner_found"
# Long enough to choose a password; short enough for a computer that goes from hand to hand.
FOUND_FOR = timedelta(minutes=10)

CampaignView = Callable[..., HttpResponse]


def find_campaign(code: str) -> Campaign | None:
    """Return the campaign of a typed code that pupils may join, its school with it; one query at most."""
    if not is_code_shaped(code):
        return None
    campaigns = Campaign.objects.active().select_related("organization")
    return campaigns.filter(code=normalize_code(code)).first()


def campaign_view(view: CampaignView) -> CampaignView:
    """Hand a page the campaign of its code, ``view(request, campaign, …)``; else the page of the code (404).

    Each wrong code counts once for an address, so that guessing ends soon and a class that mistypes one code
    goes on. A campaign that has ended is told apart, and is no guess. One classmate who guesses stops nobody
    who has begun.
    """

    @never_cache
    @wraps(view)
    def entered(request: HttpRequest, code: str, *args: object, **kwargs: object) -> HttpResponse:
        if _may_not_guess(request, code):
            return respond_429(request)
        campaign = find_campaign(code)
        if campaign is None:
            return _refuse_code(request, code)
        return view(request, campaign, *args, **kwargs)

    return entered


def _may_not_guess(request: HttpRequest, code: str) -> bool:
    if not is_blocked(cache, limits.wrong_campaign_codes(), client_address(request)):
        return False
    return request.session.get(BEGUN) != normalize_code(code)


def _refuse_code(request: HttpRequest, code: str) -> HttpResponse:
    if not is_code_shaped(code):
        return ask_code(request, messages.MISSHAPEN_CODE, typed=code, status=404)
    if Campaign.objects.filter(code=normalize_code(code)).exists():
        return ask_code(request, messages.ENDED, typed=code, status=404)
    hit(cache, limits.wrong_campaign_codes(), client_address(request), distinct=normalize_code(code))
    return ask_code(request, messages.UNKNOWN_CODE, typed=code, status=404)


def ask_code(request: HttpRequest, error: str = "", *, typed: str = "", status: int = 200) -> HttpResponse:
    """Return the page « J’ai un code ». error: what is wrong with ``typed``, "" for nothing."""
    held = held_identity(request) if waits_for_gar(request) else None
    context = {"error": error, "typed": typed, "held": held}
    return render(request, "participant/code.html", context, status=status)


def see_other(to: str, campaign: Campaign) -> HttpResponse:
    """Lead from a form that was sent to a page of the campaign: a reload then sends nothing again."""
    return HttpResponseRedirect(url_of(to, campaign), status=303)


def url_of(to: str, campaign: Campaign) -> str:
    return reverse(f"participant:{to}", args=[campaign.code])


def sign_in_url(campaign: Campaign, back_to: str = "campaign") -> str:
    """Return the address of the sign-in page that leads back to a page of the campaign."""
    return f"{reverse('app:sign_in')}?{urlencode({'next': url_of(back_to, campaign)})}"


def begin(request: HttpRequest, campaign: Campaign) -> None:
    """Remember that the campaign’s code was given in this browser: pupils are looked for only then."""
    request.session[BEGUN] = campaign.code


def has_begun(request: HttpRequest, campaign: Campaign) -> bool:
    return request.session.get(BEGUN) == campaign.code


def begun_view(view: CampaignView) -> CampaignView:
    """Guard a page behind « Je commence »: whoever comes straight to it gets the campaign’s own page."""

    @campaign_view
    @wraps(view)
    def begun(request: HttpRequest, campaign: Campaign, *args: object, **kwargs: object) -> HttpResponse:
        if not has_begun(request, campaign):
            return see_other("campaign", campaign)
        return view(request, campaign, *args, **kwargs)

    return begun


def keep_found(request: HttpRequest, learner: Learner, now: datetime | None = None) -> None:
    """Remember who was found, by his id, and for whom: whoever signs in next on this tablet is another."""
    until = (now or timezone.now()) + FOUND_FOR
    request.session[FOUND] = {
        "learner": learner.pk,
        "until": until.timestamp(),
        "account": request.user.pk,
    }


def found_learner(request: HttpRequest, campaign: Campaign, now: datetime | None = None) -> Learner | None:
    """Return who was found a moment ago; None: too long ago, for another account, or in another school."""
    held = request.session.get(FOUND)
    if held is None or held["until"] < (now or timezone.now()).timestamp():
        return None
    if held.get("account") != request.user.pk:
        return None
    learners = Learner.objects.of(campaign.organization).active().select_related("organization")
    return learners.filter(pk=held["learner"]).first()


def dice(request: HttpRequest) -> Random:
    """Return what draws digits for whoever was found: the same ones on each page until he is forgotten."""
    return Random(str(request.session.get(FOUND)))  # noqa: S311 (no secret)


def forget_found(request: HttpRequest) -> None:
    request.session.pop(FOUND, None)


def waits_for_gar(request: HttpRequest) -> bool:
    """Return whether somebody came from the médiacentre, and nobody knows yet who he is here."""
    held = held_identity(request)
    return held is not None and held.provider.code == ExternalIdentity.GAR
