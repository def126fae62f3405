"""What no constraint can say about imports."""

from collections.abc import Iterator

from django.db.models import Max, QuerySet

from imports import services
from imports.models import ImportChunk, ImportedLearner, LearnerImport
from pixorga.jobs.models import Job

Status = LearnerImport.Status


def find_inconsistencies() -> Iterator[str]:
    """Yield one line for each anomaly: ids only."""
    for run_id in _runs_of(ImportChunk).exclude(pk__in=_may_keep_their_file()):
        yield f"imports : l’import {run_id} est terminé et garde son fichier"
    awaited = _awaited(services.VALIDATE, services.WRITE, services.LAPSE)
    for run_id in LearnerImport.objects.running().exclude(pk__in=awaited).values_list("pk", flat=True):
        yield f"imports : l’import {run_id} est en cours sans travail qui l’attend"
    for run_id in _runs_of(ImportedLearner).exclude(pk__in=_may_keep_their_traces()):
        yield f"imports : l’import {run_id} ne peut plus être annulé et garde ses traces"


def _may_keep_their_file() -> QuerySet:
    waiting = LearnerImport.objects.filter(status=Status.IMPORT_ERROR, pk__in=_awaited(services.FORGET))
    return (LearnerImport.objects.running() | waiting).values("pk")


def _may_keep_their_traces() -> QuerySet:
    last = LearnerImport.objects.filter(status=Status.IMPORTED).order_by().values("organization")
    last = LearnerImport.objects.filter(pk__in=last.annotate(last=Max("pk")).values("last"))
    return last.filter(undone_at=None, pk__in=_awaited(services.FORGET_TRACES)).values("pk")


def _awaited(*kinds: str) -> QuerySet:
    return Job.objects.unfinished().filter(kind__in=kinds).values("subject_id")


def _runs_of(model: type) -> QuerySet:
    """Return the ids of the runs that rows of ``model`` belong to."""
    runs = LearnerImport.objects.filter(pk__in=model.objects.values("run")).order_by("pk")
    return runs.values_list("pk", flat=True)
