"""A pupil who came from the médiacentre, on his way into a campaign. Source: spec/accounts.md 6.8."""

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts import external
from accounts.errors import IdentityTakenError
from accounts.messages import IDENTITY_TAKEN
from campaigns import participant_messages as messages
from campaigns.models import Campaign
from campaigns.participant_forms import PersonForm
from campaigns.participant_views.search import TOO_MANY, search, show_conflict
from campaigns.participants import campaign_view, see_other, url_of, waits_for_gar
from learners.errors import ConflictError, NoMatchError
from learners.models import Learner
from learners.services import describe_account, join_from_gar, link_from_gar

BIRTHDATE = ("day", "month", "year")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@campaign_view
def gar(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """His names are those that the GAR gives; he types his birth date. Signed in, he links his account."""
    if not waits_for_gar(request):
        return see_other("campaign", campaign)
    held = external.held_identity(request)
    names = {"first_name": held.first_name, "last_name": held.last_name}
    if request.method != "POST":
        known = held.birthdate
        initial = {part: getattr(known, part) for part in BIRTHDATE} if known else {}
        return _show(request, campaign, PersonForm(initial=names | initial))
    form = PersonForm(names | {part: request.POST.get(part, "") for part in BIRTHDATE})
    learner = search(request, campaign, form) if form.is_valid() else None
    if learner is None:
        return _show(request, campaign, form)
    try:
        return _enter(request, campaign, held, learner)
    except ConflictError as error:
        external.remember_birthdate(request, form.person.birthdate)
        return show_conflict(request, campaign, error, back_to="gar")
    except IdentityTakenError:
        form.add_error(None, IDENTITY_TAKEN)
    except NoMatchError:  # he left the school's list meanwhile
        form.add_error(None, list(messages.NOT_FOUND))
    return _show(request, campaign, form)


def _enter(
    request: HttpRequest, campaign: Campaign, held: external.HeldIdentity, learner: Learner
) -> HttpResponse:
    if request.user.is_authenticated:
        link_from_gar(learner=learner, user=request.user, subject=held.subject)
        external.forget_identity(request)
        notices.success(request, messages.LINKED)
        return see_other("campaign", campaign)
    user = join_from_gar(
        learner=learner, first_name=held.first_name, last_name=held.last_name, subject=held.subject
    )
    external.forget_identity(request)
    return external.open_account(
        request,
        user,
        provider=held.provider.code,
        subject=held.subject,
        audience=external.APP,
        redirect_url=url_of("campaign", campaign),
    )


def _show(request: HttpRequest, campaign: Campaign, form: PersonForm) -> HttpResponse:
    held = external.held_identity(request)
    context = {
        "campaign": campaign,
        "school": campaign.organization,
        "form": form,
        "full_name": f"{held.first_name} {held.last_name}",
        "account": describe_account(request.user) if request.user.is_authenticated else None,
    }
    return render(request, "participant/gar.html", context, status=TOO_MANY if form.is_limited else 200)
