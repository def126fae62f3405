"""Pages of the whole product: home, legal pages, health, an embedded site's mails."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campaigns.views.learners import learner_list as secondary_learners
from learners.views.listing import learner_list as primary_learners
from missions.views.sessions import home as missions_home
from organizations.access import current_membership, orga_view
from organizations.models import Organization
from organizations.views.joining import invited_to
from pixorga import health, mailbox
from pixorga.status import service_state


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The school's home; somebody signed in without a school learns what to do."""
    membership = current_membership(request)
    if membership is None:
        context = {"invited_to": invited_to(request)}
        return render(request, "pixorga/no_membership.html", context, status=403)
    if membership.organization.is_primary:
        return missions_home(request)
    return secondary_home(request)


@orga_view(kind=Organization.Kind.SCO)
def secondary_home(request: HttpRequest, organization: Organization) -> HttpResponse:
    return render(request, "pixorga/secondary_home.html")


@never_cache
@require_safe
def learners(request: HttpRequest) -> HttpResponse:
    """The pupils of the school, as its kind shows them."""
    membership = current_membership(request)
    if membership and not membership.organization.is_primary:
        return secondary_learners(request)
    return primary_learners(request)


@login_not_required
@require_safe
def short_school_link(request: HttpRequest, code: str) -> HttpResponse:
    return redirect("junior:school", code=code)


@login_not_required
@require_safe
def short_campaign_link(request: HttpRequest, code: str) -> HttpResponse:
    return redirect("participant:campaign", code=code)


@login_not_required
@require_safe
def text_page(request: HttpRequest, page: str) -> HttpResponse:
    """A page of text for everybody: help, legal notice, accessibility, personal data."""
    return render(request, f"pixorga/{page}.html", {"support_email": settings.SUPPORT_EMAIL})


@login_not_required
@never_cache
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """What works and what is late, in words. Without a database there is the page of that instead (503)."""
    now = timezone.now()
    return render(request, "pixorga/status.html", {"state": service_state(now=now), "now": now})


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; asks nothing of the database."""
    return JsonResponse({"status": "ok"})


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Everything that the product stands on answers: 200, else 503; one word for each part."""
    checks = health.run_checks()
    is_ready = all(check.is_fine for check in checks)
    return JsonResponse(
        {"status": "ok" if is_ready else "failing", "checks": {check.name: check.state for check in checks}},
        status=200 if is_ready else 503,
    )


@login_not_required
@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    """The mails that an embedded site « sent », newest first; 404 in production."""
    mailbox.require_embedded()
    return render(request, "pixorga/mail_list.html", {"mails": mailbox.read_all()})


@login_not_required
@require_safe
def mail_detail(request: HttpRequest, name: str) -> HttpResponse:
    mailbox.require_embedded()
    mail = mailbox.read(name)
    if mail is None:
        raise Http404
    return render(request, "pixorga/mail_detail.html", {"mail": mail})
