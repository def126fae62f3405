"""What no constraint can say about imports."""

from collections.abc import Iterator

from imports import services
from imports.models import ImportChunk, LearnerImport
from pixorga.jobs.models import Job


def find_inconsistencies() -> Iterator[str]:
    """Yield one line for each anomaly: ids only."""
    left_behind = ImportChunk.objects.exclude(run__status__in=LearnerImport.RUNNING)
    for run_id in left_behind.order_by().values_list("run_id", flat=True).distinct():
        yield f"imports : l’import {run_id} est terminé et garde son fichier"
    kinds = [services.VALIDATE, services.WRITE]
    awaited = Job.objects.unfinished().filter(kind__in=kinds).values("subject_id")
    for run_id in LearnerImport.objects.running().exclude(pk__in=awaited).values_list("pk", flat=True):
        yield f"imports : l’import {run_id} est en cours sans travail qui l’attend"
