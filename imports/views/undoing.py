"""« Annuler cet import »: a page that says what goes back, then the act (decisions.md 29)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from imports import services
from imports.models import LearnerImport
from imports.reports import undoing_of
from imports.views.guard import administrators
from organizations.models import Organization

NOTHING_TO_UNDO = (
    "Cet import ne peut pas être annulé\u00a0: il l’est déjà, un autre fichier l’a suivi, ou plus de "
    f"{services.UNDO_LENGTH.days} jours ont passé. Pour corriger la liste, importez un nouveau fichier."
)
UNDONE = "L’import est annulé. Vérifiez la liste des élèves\u00a0; vous pouvez importer un autre fichier."


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    runs = LearnerImport.objects.of(organization).select_related("organization", "created_by")
    run = get_object_or_404(runs, pk=pk)
    if request.method == "POST":
        _undo(request, run)
    elif services.can_undo(run, timezone.now()):
        return render(request, "imports/undo.html", {"undoing": undoing_of(run, organization)})
    else:
        messages.warning(request, NOTHING_TO_UNDO)
    return redirect("imports:page")


def _undo(request: HttpRequest, run: LearnerImport) -> None:
    try:
        services.undo(organization=run.organization, run_id=run.pk, by=request.user)
    except services.NothingToUndoError:
        messages.warning(request, NOTHING_TO_UNDO)
    else:
        messages.success(request, UNDONE)
