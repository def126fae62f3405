"""An account that is signed in, and the pupil of the school whose it is."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.access import app_view
from campaigns import participant_messages as messages
from campaigns.models import Campaign
from campaigns.participant_forms import PersonForm
from campaigns.participant_views.search import search, show_conflict, show_form
from campaigns.participants import begun_view, forget_found, found_learner, keep_found, see_other, url_of
from learners.errors import ConflictError, NoMatchError
from learners.services import check_link, describe_account, link_learner, linked_learner

PAGES = ["GET", "HEAD", "POST"]


@require_http_methods(PAGES)
@app_view
@begun_view
def identity(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """« Qui êtes-vous ? » Nothing is tied yet. Source: spec/accounts.md 6.4."""
    if linked_learner(user=request.user, organization=campaign.organization):
        return see_other("campaign", campaign)
    template = "participant/identity.html"
    if request.method != "POST":
        initial = {"first_name": request.user.first_name, "last_name": request.user.last_name}
        return show_form(request, campaign, PersonForm(initial=initial), template)
    form = PersonForm(request.POST)
    learner = search(request, campaign, form) if form.is_valid() else None
    if learner is None:
        return show_form(request, campaign, form, template)
    try:
        check_link(learner=learner, user=request.user)
    except ConflictError as error:
        return show_conflict(request, campaign, error)
    keep_found(request, learner)
    return see_other("confirm_identity", campaign)


@require_http_methods(PAGES)
@app_view
@begun_view
def confirm_identity(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Which account is about to be tied to which pupil: « Se déconnecter », or « Associer »."""
    if linked_learner(user=request.user, organization=campaign.organization):
        return see_other("campaign", campaign)
    learner = found_learner(request, campaign)
    if learner is None:
        return _ask_again(request, campaign)
    if request.method != "POST":
        context = {
            "campaign": campaign,
            "school": campaign.organization,
            "learner": learner,
            "account": describe_account(request.user),
            "campaign_url": url_of("campaign", campaign),
        }
        return render(request, "participant/confirm_identity.html", context)
    try:
        link_learner(learner=learner, user=request.user)
    except ConflictError as error:
        return show_conflict(request, campaign, error)
    except NoMatchError:  # he left the school's list meanwhile
        return _ask_again(request, campaign)
    forget_found(request)
    notices.success(request, messages.LINKED)
    return see_other("campaign", campaign)


def _ask_again(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Lead back to the form: it was too long ago, or the pupil has left the school’s list."""
    if request.method == "POST":
        notices.warning(request, messages.TOO_LATE)
    return see_other("identity", campaign)
