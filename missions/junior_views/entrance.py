"""Coming in: the code of the school, the class, the first name."""

from collections.abc import Callable
from functools import wraps
from itertools import zip_longest
from typing import NamedTuple

from allauth.core.ratelimit import respond_429
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.address import client_address
from learners.lists import divisions_of
from learners.models import Learner
from missions import junior_messages as messages
from missions import limits
from missions.comfort import forget_comfort
from missions.domain.letters import SHORT_CLASS, letters_of
from missions.domain.session import is_open
from missions.junior_views.shared import see_other
from missions.pupils import (
    COOKIE,
    class_names,
    current_pupil,
    find_open_school,
    forget,
    junior_page,
    pupil_view,
    remember,
)
from missions.services import presence
from organizations.domain.codes import is_code_shaped, normalize_code
from organizations.models import Organization
from pixorga.lib.throttle import hit, is_blocked


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@junior_page
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the school's code. Whether it opens anything is told by the school's own page alone."""
    if request.method != "POST":
        return _ask_code(request, messages.COME_BACK if "retour" in request.GET else ())
    typed = request.POST.get("code", "")
    if is_code_shaped(typed):
        return see_other("junior:school", normalize_code(typed))
    return _ask_code(request, messages.MISSHAPEN_CODE if typed.strip() else messages.EMPTY_CODE, typed=typed)


def _ask_code(
    request: HttpRequest, bubbles: tuple[str, ...], *, typed: str = "", status: int = 200
) -> HttpResponse:
    is_refused = bool(typed) or bubbles == messages.EMPTY_CODE
    context = {"bubbles": bubbles, "typed": typed, "is_refused": is_refused}
    return render(request, "junior/code.html", context, status=status)


def open_school_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand a public page the school of its code while the session is open: ``view(request, school, …)``.

    An unknown code and a closed session get one answer. Each wrong code counts once for an address, so that
    guessing ends soon and a class that mistypes one code goes on.
    Source: spec/junior.md 1.4, spec/decisions.md 19.
    """

    @wraps(view)
    @junior_page
    def entered(request: HttpRequest, code: str, *args: object, **kwargs: object) -> HttpResponse:
        limit, address = limits.wrong_school_codes(), client_address(request)
        if is_blocked(cache, limit, address):
            return respond_429(request)
        school = find_open_school(code, timezone.now())
        if school is None:
            if is_code_shaped(code):
                hit(cache, limit, address, distinct=normalize_code(code))
            return _ask_code(request, messages.CLOSED, typed=code, status=404)
        return view(request, school, *args, **kwargs)

    return entered


@login_not_required
@require_safe
@open_school_view
def school(request: HttpRequest, school: Organization) -> HttpResponse:
    """« Choisis ta classe. »"""
    context = {"school": school, "divisions": divisions_of(school)}
    return render(request, "junior/school.html", context)


class NameCard(NamedTuple):
    """A first name to choose. letter: to jump to it, "" where another name has it already."""

    pk: int
    name: str
    letter: str


@login_not_required
@require_safe
@open_school_view
def learners(request: HttpRequest, school: Organization) -> HttpResponse:
    """« Clique sur ton prénom. »"""
    division = request.GET.get("classe", "").replace("\0", "")
    names = class_names(school, division)
    if not names:
        return redirect("junior:school", school.school_code)
    letters = letters_of(names.values() if len(names) > SHORT_CLASS else [])
    context = {
        "school": school,
        "division": division,
        "names": [
            NameCard(*pair, letter) for pair, letter in zip_longest(names.items(), letters, fillvalue="")
        ],
        "letters": [letter for letter in letters if letter],
    }
    return render(request, "junior/learners.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@open_school_view
def confirm(request: HttpRequest, school: Organization, pk: int) -> HttpResponse:
    """« Tu es bien Aden ? »: the POST signs the pupil in."""
    learner = get_object_or_404(Learner.objects.of(school).active(), pk=pk)
    if request.method == "POST":
        return _sign_in(request, learner)
    name = class_names(school, learner.division).get(pk, learner.first_name)
    context = {"school": school, "learner_id": pk, "division": learner.division, "name": name}
    return render(request, "junior/confirm.html", context)


def _sign_in(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Remember the pupil. What somebody else had set in order to read better is not his."""
    response, now = see_other("junior:missions"), timezone.now()
    if COOKIE in request.COOKIES and current_pupil(request, now) != learner:
        forget_comfort(response)
    remember(response, learner, now)
    presence.come_in(learner, now)
    return response


@require_POST
@pupil_view
def sign_out(request: HttpRequest, learner: Learner) -> HttpResponse:
    """Forget the pupil and show the classes to the next one; after the session there are none to show."""
    school = learner.organization
    is_over = not is_open(school.session_expires_at, timezone.now())
    response = see_other("junior:code") if is_over else see_other("junior:school", school.school_code)
    forget(request, response)
    forget_comfort(response)
    presence.leave(learner)
    return response
