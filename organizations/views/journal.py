"""« Journal »: who did what in this school, and when; for its administrators."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organizations import journal_report, reports
from organizations.access import orga_view
from organizations.journal_forms import JournalFilters
from organizations.lists import PAGE_SIZES, page_of
from organizations.models import Invitation, Membership, Organization
from pixorga.lib.text import plural_fr


@orga_view(role=Membership.Role.ADMIN)
@require_safe
def journal(request: HttpRequest, organization: Organization) -> HttpResponse:
    team = journal_report.team_ever(organization)
    filters = JournalFilters(request.GET, team=team)
    events = journal_report.school_events(organization=organization, team=team, wanted=filters.wanted)
    page = page_of(events, request.GET)
    context = {
        "filters": filters,
        "is_filtered": filters.is_filtered,
        "page": page,
        "count_label": f"{page.paginator.count} {plural_fr(page.paginator.count, 'acte')}",
        "kept_days": settings.JOURNAL_KEPT_FOR.days,
        "acts": journal_report.tell_acts(organization=organization, team=team, events=page.object_list),
        "sizes": PAGE_SIZES,
        "tabs": reports.team_tabs(
            membership=request.membership,
            members=sum(member.disabled_at is None and member.user.is_active for member in team),
            invitations=Invitation.objects.of(organization).pending().count(),
            current="organizations:journal",
        ),
    }
    template = "organizations/_journal.html" if request.htmx else "organizations/journal.html"
    return render(request, template, context)
