"""Who plays: a pupil of a primary school has no account and no password, only a place in his class.

He comes in through the school's code, his class and his first name while the session is open. A signed cookie
then remembers him, for the pupils' pages alone and whoever of the staff is signed in beside him.
Source: spec/junior.md 1, spec/decisions.md 32.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.core.cache import cache, caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac

from learners.domain.display_names import display_names
from learners.models import Learner
from missions.domain.session import is_open
from missions.services import presence
from organizations.domain.codes import is_code_shaped, normalize_code
from organizations.models import Organization
from pixorga.db.prepared import Prepared
from pixorga.lib.remember import remembered
from pixorga.lib.text import sort_key
from pixorga.lib.throttle import Limit, hit, is_blocked

COOKIE = "junior_pupil"
SALT = "missions.pupils"
LIFETIME = timedelta(hours=12)
NAME_KEPT_FOR = timedelta(minutes=10)

# A cookie that was signed out once is used up, should somebody have kept a copy.
SIGNED_OUT = Limit("pupil-signed-out", count=1, window=int(LIFETIME.total_seconds()))

# Of a pupil and his school nothing else is even read: no last name, no birth date, no INE.
READ_FIELDS = (
    "first_name",
    "division",
    "updated_at",
    "is_oralization_enabled",
    "organization__school_code",
    "organization__time_zone",
    "organization__session_expires_at",
    "presence__seen_at",
)

# Whoever may play.
PUPILS = (
    Learner.objects.active()
    .filter(organization__archived_at=None, organization__kind=Organization.Kind.SCO_1D)
    .select_related("organization", "presence")
    .only(*READ_FIELDS)
    .order_by()
)

# Asked for on each page.
_pupil = Prepared(lambda pk, school: PUPILS.filter(pk=pk, organization=school), 2)
_school = Prepared(
    lambda code: Organization.objects.active().filter(kind=Organization.Kind.SCO_1D, school_code=code), 1
)
_names_of_class = Prepared(
    lambda school, division: (
        Learner.objects.filter(organization=school, division=division)
        .active()
        .values_list("pk", "first_name", "last_name")
    ),
    2,
)

PupilView = Callable[..., HttpResponse]


def find_open_school(code: str, now: datetime) -> Organization | None:
    """Return the primary school of a typed code while its session is open; one query if it may be a code.

    An unknown code and a closed session are the same on purpose: nobody learns which codes exist.
    """
    if not is_code_shaped(code):
        return None
    school = _school.first(normalize_code(code))
    return school if school and is_open(school.session_expires_at, now) else None


def class_names(school: Organization, division: str) -> dict[int, str]:
    """Return the names to show of the active pupils of a class, by key and in their order; one query."""
    return display_names(_names_of_class(school.pk, division))


def display_name(learner: Learner) -> str:
    """Return how a pupil is called in his class. Nothing else of his name is shown to children.

    One query, or none on the pages that follow: a namesake hardly comes between two questions.
    """
    return remembered(
        caches["local"],
        f"pupil-name:{learner.pk}:{learner.updated_at.timestamp()}",
        NAME_KEPT_FOR.total_seconds(),
        lambda: _display_name(learner),
    )


def _display_name(learner: Learner) -> str:
    namesakes = Learner.objects.active().filter(
        organization=learner.organization_id,
        division=learner.division,
        sort_key__endswith=sort_key("", learner.first_name),
    )
    names = display_names(list(namesakes.values_list("pk", "first_name", "last_name")))
    return names.get(learner.pk, learner.first_name)


def remember(response: HttpResponse, learner: Learner, now: datetime) -> None:
    """Sign a pupil in: the cookie is gone with the browser, at sign-out, or after 12 hours."""
    identity = [learner.organization_id, learner.pk, now.timestamp()]
    response.set_cookie(
        COOKIE,
        signing.Signer(salt=SALT).sign_object(identity),
        path=reverse("junior:code"),
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Sign the pupil of this browser out."""
    response.delete_cookie(COOKIE, path=reverse("junior:code"), samesite="Lax")
    if cookie := request.COOKIES.get(COOKIE):
        hit(cache, SIGNED_OUT, cookie)


def current_pupil(request: HttpRequest, now: datetime) -> Learner | None:
    """Return the pupil of this browser with his school and presence, or None; one query.

    Refused: a cookie that we did not sign, that is too old or was signed out, a pupil who left the school.
    """
    cookie = request.COOKIES.get(COOKIE, "")
    try:
        school_id, learner_id, issued = signing.Signer(salt=SALT).unsign_object(cookie)
    except signing.BadSignature:
        return None
    age = now - datetime.fromtimestamp(issued, tz=UTC)
    if age >= LIFETIME or is_blocked(cache, SIGNED_OUT, cookie):
        return None
    return _pupil.first(learner_id, school_id)


def sitting_of(request: HttpRequest) -> str:
    """Return what tells this sign-in from every other one; it tells nobody whose it is, and opens nothing."""
    return salted_hmac(f"{SALT}.sitting", request.COOKIES.get(COOKIE, "")).hexdigest()[:16]


def junior_page(view: PupilView) -> PupilView:
    """Keep a page out of caches, so that Back never shows another pupil, and out of search engines."""

    @wraps(view)
    def shown(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return shown


def pupil_view(view: PupilView) -> PupilView:
    """Guard a page of a signed-in pupil and hand it the pupil: ``view(request, learner, …)``.

    Whoever is not a pupil of an active school is led to the code page. Sets ``request.learner``, and notes
    that the pupil is there.
    """

    @login_not_required
    @junior_page
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        now = timezone.now()
        learner = current_pupil(request, now)
        if learner is None:
            was_known = bool(request.COOKIES.get(COOKIE))
            return redirect(reverse("junior:code") + ("?retour=1" if was_known else ""))
        request.learner = learner
        presence.stay(learner, now)
        return view(request, learner, *args, **kwargs)

    return guarded
