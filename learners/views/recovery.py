"""« Récupérer mon compte »: who one was at school, an address of one’s own, the mailed link, a password.

Open to everybody. What is found stays in the session as an id, for ten minutes; the link is exchanged for the
session at once, as an invitation’s is (decisions.md 13).
"""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.address import client_address
from accounts.errors import EmailTakenError
from accounts.services import hash_password
from learners import limits, services
from learners import recovery_messages as messages
from learners.domain.conflicts import mask_username
from learners.errors import RecoveryError, RecoveryLink, RecoveryLinkError, RecoveryProblem
from learners.models import AccountRecovery, Learner
from learners.recovery_forms import LeaverForm, NewEmailForm, RecoverForm
from learners.recovery_links import recognize
from pixorga.lib.throttle import hit, is_blocked

both = require_http_methods(["GET", "HEAD", "POST"])

# In the session: the id of the record that was found (0 once the letter left) and when, in seconds.
FOUND = "recovery_found"
FOUND_FOR = timedelta(minutes=10)
LETTER_LEFT = 0
# In the session: the demand’s id, the generation of the link and the mark of the password; never the code.
LINK = "recovery_link"
LONGEST_ID = 18
NOT_FOUND, GONE, TOO_MANY = 404, 410, 429


@dataclass(frozen=True, slots=True)
class HeldLink:
    """The link that this browser came with. recovery: None when the state is UNKNOWN."""

    recovery: AccountRecovery | None
    state: RecoveryLink
    generation: int = 0
    mark: str = ""

    @property
    def is_open(self) -> bool:
        return self.state == RecoveryLink.OPEN


@login_not_required
@never_cache
@sensitive_post_parameters()
@both
def search(request: HttpRequest) -> HttpResponse:
    """Who one was at school."""
    form = LeaverForm(request.POST or None, today=timezone.localdate())
    if not form.is_valid():
        return _show_search(request, form)
    if not _may_search(request, form.leaver.ine):
        form.add_error(None, messages.TOO_MANY)
        return _show_search(request, form, status=TOO_MANY)
    try:
        learner = services.find_left_account(leaver=form.leaver)
    except RecoveryError as error:
        if error.code == RecoveryProblem.NOT_FOUND:
            hit(cache, limits.recoveries_of_address(), client_address(request))
        form.add_error(None, messages.refused(error.code))
        return _show_search(request, form)
    request.session[FOUND] = [learner.pk, _seconds()]
    return redirect("recovery:confirm")


@login_not_required
@never_cache
@both
def confirm(request: HttpRequest) -> HttpResponse:
    """Little of who was found, and the address that the account gets; « Ce n’est pas moi » forgets him."""
    found = _found_id(request)
    if request.method == "POST" and "other" in request.POST:
        request.session.pop(FOUND, None)
        return redirect("recovery:search")
    if found == LETTER_LEFT and request.method == "POST":  # the button was pressed twice
        return redirect("recovery:sent")
    try:
        learner = services.found_learner(learner_id=found or 0)
    except RecoveryError:
        return render(request, "learners/recovery/link_closed.html", {"state": "SEARCH_OVER"}, status=GONE)
    form = NewEmailForm(request.POST or None)
    if not form.is_valid():
        return _show_found(request, learner, form)
    if not hit(cache, limits.recovery_letters_of_account(), learner.user_id):
        form.add_error(None, messages.TOO_MANY_LETTERS)
        return _show_found(request, learner, form, status=TOO_MANY)
    try:
        services.request_recovery(learner_id=learner.pk, email=form.cleaned_data["email"])
    except RecoveryError as error:  # somebody was quicker
        form.add_error(None, messages.refused(error.code))
        return _show_found(request, learner, form)
    request.session[FOUND] = [LETTER_LEFT, _seconds()]
    return redirect("recovery:sent")


@login_not_required
@never_cache
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Says neither who nor where to: whoever comes to the computer next learns nothing."""
    return render(request, "learners/recovery/sent.html")


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@both
def link(request: HttpRequest) -> HttpResponse:
    """With the mailed link: keep it and lead to the address without a secret. There: the last form."""
    if "demande" in request.GET or "code" in request.GET:
        _keep_link(request)
        return redirect("recovery:link")
    held = _held_link(request)
    if not held.is_open:
        return _refuse(request, held.state)
    form = RecoverForm(request.POST or None, user=held.recovery.user)
    if not form.is_valid():
        return _show_last(request, held, form)
    try:
        services.finish_recovery(
            recovery=held.recovery,
            generation=held.generation,
            mark=held.mark,
            password_hash=hash_password(form.cleaned_data["password"]),
        )
    except RecoveryLinkError as error:
        return _refuse(request, error.code)
    except EmailTakenError:
        form.add_error(None, messages.EMAIL_TAKEN)
        return _show_last(request, held, form)
    return redirect("recovery:done")


@login_not_required
@never_cache
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Signing in is left to the ordinary page: a second step is asked there, and whoever is here stays."""
    return render(request, "learners/recovery/done.html")


def _may_search(request: HttpRequest, ine: str) -> bool:
    """Count the search for its INE. For its address only what finds nobody counts: it is a whole school’s."""
    if is_blocked(cache, limits.recoveries_of_address(), client_address(request)):
        return False
    return hit(cache, limits.recoveries_of_ine(), ine)


def _seconds() -> int:
    return int(timezone.now().timestamp())


def _found_id(request: HttpRequest) -> int | None:
    """Return the id of the record found less than ten minutes ago, LETTER_LEFT, or None."""
    learner_id, at = request.session.get(FOUND, (None, 0))
    return learner_id if _seconds() - at < FOUND_FOR.total_seconds() else None


def _keep_link(request: HttpRequest) -> None:
    """Put the link into the session, or forget the one that was there."""
    request.session.pop(LINK, None)
    number = request.GET.get("demande", "")
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_ID):
        return
    recovery = AccountRecovery.objects.filter(pk=int(number)).first()
    known = recognize(recovery, request.GET.get("code", "")) if recovery else None
    if known:
        request.session[LINK] = [recovery.pk, *known]


def _held_link(request: HttpRequest) -> HeldLink:
    pk, generation, mark = request.session.get(LINK, (None, 0, ""))
    recovery = AccountRecovery.objects.select_related("user").filter(pk=pk).first()
    if recovery is None:
        return HeldLink(None, RecoveryLink.UNKNOWN)
    state = services.link_state(recovery=recovery, generation=generation, mark=mark)
    return HeldLink(recovery, state, generation, mark)


def _show_search(request: HttpRequest, form: LeaverForm, *, status: int = 200) -> HttpResponse:
    return render(request, "learners/recovery/search.html", {"form": form}, status=status)


def _show_found(
    request: HttpRequest, learner: Learner, form: NewEmailForm, *, status: int = 200
) -> HttpResponse:
    username = learner.user.username
    context = {
        "form": form,
        "first_name": learner.first_name,
        "username": mask_username(username) if username else "",
        "school_name": learner.organization.name,
    }
    return render(request, "learners/recovery/confirm.html", context, status=status)


def _show_last(request: HttpRequest, held: HeldLink, form: RecoverForm) -> HttpResponse:
    return render(request, "learners/recovery/password.html", {"form": form, "email": held.recovery.email})


def _refuse(request: HttpRequest, state: RecoveryLink) -> HttpResponse:
    """The page that says what became of the link, and what to do."""
    status = NOT_FOUND if state == RecoveryLink.UNKNOWN else GONE
    return render(request, "learners/recovery/link_closed.html", {"state": state}, status=status)
