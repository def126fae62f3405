"""Choosing a mission, and starting it."""

from random import SystemRandom

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from learners.models import Learner
from missions.domain.session import is_open
from missions.junior_views.shared import see_other, session_over, show_page
from missions.models import Attempt, Mission, MissionChoice, MissionQuerySet
from missions.pupils import pupil_view
from missions.reports import junior as reports
from missions.services import playing
from missions.services.playing import PlayError
from pixorga.db.prepared import Prepared
from pixorga.lib.school_year import school_year_of


@require_safe
@pupil_view
def missions(request: HttpRequest, learner: Learner) -> HttpResponse:
    """« Choisis ta mission. »"""
    school, now = learner.organization, timezone.now()
    if not is_open(school.session_expires_at, now):
        return session_over(request, learner, status=200)
    cards = reports.mission_cards(learner, _school_year(learner))
    return show_page(request, learner, "missions", school=school, division=learner.division, cards=cards)


@require_safe
@pupil_view
def mission(request: HttpRequest, learner: Learner, pk: int) -> HttpResponse:
    """The start page; a mission that is being played goes on where it was."""
    mission = _find_mission(learner, pk)
    if mission.is_hidden:
        return _not_for_the_class(request, learner)
    if not is_open(learner.organization.session_expires_at, timezone.now()):
        return session_over(request, learner)
    if mission.is_started:
        return redirect("junior:question", pk)
    urls = {"start_url": reverse("junior:start", args=[pk]), "missions_url": reverse("junior:missions")}
    return show_page(request, learner, "mission", mission=reports.mission_page(mission), **urls)


@require_POST
@pupil_view
def start(request: HttpRequest, learner: Learner, pk: int) -> HttpResponse:
    """« C’est parti ! »"""
    mission = _find_mission(learner, pk)
    if mission.is_hidden:
        return _not_for_the_class(request, learner)
    try:
        playing.start_attempt(learner=learner, mission=mission, now=timezone.now(), rng=SystemRandom())
    except PlayError:
        return session_over(request, learner)
    return see_other("junior:introduction" if mission.body.get("introduction") else "junior:question", pk)


@require_safe
@pupil_view
def introduction(request: HttpRequest, learner: Learner, pk: int) -> HttpResponse:
    """What the mission is about, between its start and its first question."""
    mission = _find_mission(learner, pk)
    if mission.is_hidden:
        return _not_for_the_class(request, learner)
    page = reports.mission_page(mission)
    if not page.introduction:
        return redirect("junior:question", pk)
    url = reverse("junior:question", args=[pk])
    return show_page(request, learner, "introduction", mission=page, question_url=url)


def _playable(learner: int, school: int, division: str, school_year: int, pk: int) -> MissionQuerySet:
    started = Attempt.objects.filter(learner=learner, completed_at=None, mission=OuterRef("pk"))
    missions = Mission.objects.annotate(is_started=Exists(started)).with_choice(school, division, school_year)
    return missions.filter(Q(archived_at=None) | Q(is_started=True), pk=pk).order_by()


_mission = Prepared(_playable, 5)


def _find_mission(learner: Learner, pk: int) -> Mission:
    """Return a mission that this pupil may play: a current one, or one that he started before it went.

    is_hidden: his class does not play it, and he has not started it.
    """
    school = learner.organization_id
    mission = _mission.first(learner.pk, school, learner.division, _school_year(learner), pk)
    if mission is None:
        raise Http404
    mission.is_hidden = mission.choice == MissionChoice.State.HIDDEN and not mission.is_started
    return mission


def _school_year(learner: Learner) -> int:
    return school_year_of(learner.organization.local(timezone.now()).date())


def _not_for_the_class(request: HttpRequest, learner: Learner) -> HttpResponse:
    return show_page(request, learner, "hidden", status=404)
