"""The way in: the code, the campaign’s own page, « Je commence », the ways to an account."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns import participant_messages as messages
from campaigns.models import Campaign
from campaigns.participants import (
    ask_code,
    begin,
    campaign_view,
    see_other,
    sign_in_url,
    waits_for_gar,
)
from learners.services import describe_account, link_by_ine, linked_learner
from organizations.domain.codes import is_code_shaped, normalize_code


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """« J’ai un code ». What the code opens is told by the campaign’s own page alone."""
    if request.method != "POST":
        return ask_code(request)
    typed = request.POST.get("code", "")
    if is_code_shaped(typed):
        return redirect("participant:campaign", normalize_code(typed))
    return ask_code(request, messages.MISSHAPEN_CODE if typed.strip() else messages.CODE_EMPTY, typed=typed)


@login_not_required
@require_safe
@campaign_view
def campaign(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """What is about to begin; for a pupil who is tied to the school already, what comes next."""
    context = {"campaign": campaign, "school": campaign.organization}
    user, school = request.user, campaign.organization
    if user.is_authenticated and linked_learner(user=user, organization=school):
        context["account"] = describe_account(user)
        return render(request, "participant/joined.html", context)
    return render(request, "participant/campaign.html", context)


@login_not_required
@require_POST
@campaign_view
def start(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """« Je commence »: the order in which somebody becomes a pupil of the school.

    Source: spec/accounts.md 6.2.
    """
    begin(request, campaign)
    if waits_for_gar(request):
        return see_other("gar", campaign)
    if not request.user.is_authenticated:
        return see_other("access", campaign)
    pupil = {"user": request.user, "organization": campaign.organization}
    is_tied = linked_learner(**pupil) or link_by_ine(**pupil)
    return see_other("campaign" if is_tied else "identity", campaign)


@login_not_required
@require_safe
@campaign_view
def access(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """« Je crée mon compte » or « J’ai déjà un compte »; where there is the GAR, the way through the ENT."""
    if request.user.is_authenticated:
        return redirect("participant:campaign", campaign.code)
    context = {
        "campaign": campaign,
        "school": campaign.organization,
        "sign_in_url": sign_in_url(campaign),
    }
    return render(request, "participant/access.html", context)
