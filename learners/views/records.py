"""What an administrator does to one pupil: add, correct, take off the list, put on it again."""

from datetime import UTC, datetime

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from learners import messages, services
from learners.errors import ChangedMeanwhileError, IneTakenError, NamesakesError, NotProvisionalError
from learners.forms import LearnerForm, NameForm
from learners.lists import divisions_of
from learners.models import Learner
from organizations.access import orga_view
from organizations.models import Membership, Organization

administrators = orga_view(role=Membership.Role.ADMIN)
both = require_http_methods(["GET", "HEAD", "POST"])

# What a pupil who comes back may have new.
NEWS = ("division", "level", "national_student_id")
# Ids beyond are none of ours, and no number that a database knows.
LONGEST_ID = 18
NEVER = datetime.min.replace(tzinfo=UTC)


@administrators
@both
def add(request: HttpRequest, organization: Organization) -> HttpResponse:
    """« Ajouter un élève »; questions come before a second pupil of the same name and birth date."""
    form = _learner_form(request, organization)
    if "edit" in request.POST:
        form = _learner_form(request, organization, is_sent=False, initial=request.POST.dict())
    if not form.is_bound or not form.is_valid():
        return _show_form(request, form)
    try:
        learner = services.add_learner(
            organization=organization, by=request.user, entry=form.entry, known=_known(request)
        )
    except IneTakenError as error:
        if error.learner.disabled_at:
            return _show_found(request, form, [error.learner], is_same_ine=True)
        form.add_error("national_student_id", messages.ine_taken(error.learner))
        return _show_form(request, form)
    except NamesakesError as error:
        return _show_found(request, form, error.learners)
    notices.success(request, messages.added(learner))
    return redirect("pixorga:learners")


@administrators
@both
def correct(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """« Corriger la fiche »: the names; all of it for a pupil who was added by hand."""
    learner = get_object_or_404(Learner.objects.of(organization), pk=pk)
    if learner.disabled_at:
        return _is_gone(request, learner)
    form = _correction_form(request, organization, learner)
    if not form.is_bound or not form.is_valid():
        return _show_correction(request, learner, form)
    try:
        learner = services.correct_learner(
            learner=learner, by=request.user, changes=form.cleaned_data, seen=_seen(request)
        )
    except ChangedMeanwhileError as error:
        if error.learner.disabled_at:
            return _is_gone(request, error.learner)
        form = _correction_form(request, organization, error.learner, is_sent=False)
        return _show_correction(request, error.learner, form, has_changed=True)
    except IneTakenError as error:
        form.add_error("national_student_id", messages.ine_taken(error.learner))
        return _show_correction(request, learner, form)
    notices.success(request, messages.corrected(learner))
    return redirect("pixorga:learners")


@administrators
@both
def withdraw(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """« Retirer de la liste » a pupil who was added by hand, after a page that says what it means."""
    learner = get_object_or_404(Learner.objects.of(organization), pk=pk)
    if learner.disabled_at:
        return _is_gone(request, learner)
    if request.method != "POST":
        if learner.is_provisional:
            return render(request, "learners/withdraw.html", {"learner": learner})
        notices.info(request, messages.not_provisional(learner))
        return redirect("pixorga:learners")
    try:
        learner = services.withdraw_learner(learner=learner, by=request.user)
    except NotProvisionalError:
        notices.info(request, messages.not_provisional(learner))
    else:
        notices.success(request, messages.withdrawn(learner))
    return redirect("pixorga:learners")


@administrators
@require_POST
def bring_back(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """« Remettre dans la liste », with what « Ajouter un élève » had new about the pupil, if it led here."""
    learner = get_object_or_404(Learner.objects.of(organization), pk=pk)
    changes = {}
    if "division" in request.POST:
        form = _learner_form(request, organization)
        if not form.is_valid():
            return _show_form(request, form)
        changes = {name: form.cleaned_data[name] for name in NEWS if form.cleaned_data.get(name)}
    try:
        learner = services.bring_back_learner(learner=learner, by=request.user, changes=changes)
    except IneTakenError as error:
        notices.error(request, messages.ine_taken(error.learner))
    else:
        notices.success(request, messages.brought_back(learner))
    return redirect("pixorga:learners")


def _learner_form(
    request: HttpRequest, organization: Organization, *, is_sent: bool = True, initial: dict | None = None
) -> LearnerForm:
    """Return the form of a pupil, filled in with what was sent unless ``is_sent`` says otherwise."""
    return LearnerForm(
        request.POST if is_sent and request.method == "POST" else None,
        divisions=divisions_of(organization),
        today=organization.local(timezone.now()).date(),
        is_primary=organization.is_primary,
        initial=initial,
    )


def _correction_form(
    request: HttpRequest, organization: Organization, learner: Learner, *, is_sent: bool = True
) -> NameForm:
    initial = {name: getattr(learner, name) for name in LearnerForm.base_fields}
    if learner.is_provisional:
        return _learner_form(request, organization, is_sent=is_sent, initial=initial)
    return NameForm(request.POST if is_sent and request.method == "POST" else None, initial=initial)


def _show_form(request: HttpRequest, form: LearnerForm) -> HttpResponse:
    return render(request, "learners/add.html", {"form": form})


def _show_found(
    request: HttpRequest, form: LearnerForm, found: list[Learner], *, is_same_ine: bool = False
) -> HttpResponse:
    """Ask whether the pupil is one of these before a second one is made."""
    context = {
        "found": found,
        "is_same_ine": is_same_ine,
        "typed": {field.html_name: field.value() or "" for field in form},
        "known": sorted({*_known(request), *(learner.pk for learner in found)}),
    }
    return render(request, "learners/found.html", context)


def _show_correction(
    request: HttpRequest, learner: Learner, form: NameForm, *, has_changed: bool = False
) -> HttpResponse:
    context = {
        "learner": learner,
        "form": form,
        "has_changed": has_changed,
        "import_note": messages.next_import(learner.organization),
        # What was shown first stays what was seen, however often the form comes back with an error.
        "version": (_seen(request) if form.is_bound else learner.updated_at).isoformat(),
    }
    return render(request, "learners/correct.html", context, status=409 if has_changed else 200)


def _is_gone(request: HttpRequest, learner: Learner) -> HttpResponse:
    notices.info(request, messages.withdrawn(learner))
    return redirect("pixorga:learners")


def _known(request: HttpRequest) -> list[int]:
    """Return the pupils whom the page of questions showed."""
    asked = request.POST.getlist("known")
    return [int(pk) for pk in asked if pk.isascii() and pk.isdigit() and len(pk) <= LONGEST_ID]


def _seen(request: HttpRequest) -> datetime:
    """Return when the pupil whom the form showed had been written last; long ago if it does not tell."""
    try:
        return datetime.fromisoformat(request.POST.get("version", ""))
    except ValueError:
        return NEVER
