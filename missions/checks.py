"""What no constraint can say about missions played by pupils."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from missions.models import Activity, ActivityAnswer, Attempt


def find_inconsistencies() -> Iterator[str]:
    """Yield one line for each anomaly: ids only."""
    yield from _attempt_problems()
    yield from _activity_problems()
    yield from _answer_problems()


def _attempt_problems() -> Iterator[str]:
    for pk in _ids(Attempt.objects.exclude(organization=F("learner__organization"))):
        yield f"missions : le parcours {pk} n’est pas de l’établissement de son élève"
    without = Attempt.objects.exclude(completed_at=None).filter(overall_result="")
    for pk in _ids(without):
        yield f"missions : le parcours {pk} est terminé et n’a pas de résultat"
    early = Attempt.objects.started().exclude(overall_result="", dare_result="")
    for pk in _ids(early):
        yield f"missions : le parcours {pk} est en cours et a déjà son résultat"
    playing = Activity.objects.filter(attempt=OuterRef("pk"), status=Activity.Status.STARTED)
    for pk in _ids(Attempt.objects.started().filter(~Exists(playing))):
        yield f"missions : le parcours {pk} est en cours sans activité en cours"


def _activity_problems() -> Iterator[str]:
    is_last = ~Exists(Activity.objects.filter(attempt=OuterRef("attempt"), rank__gt=OuterRef("rank")))
    started = Activity.objects.filter(status=Activity.Status.STARTED)
    for pk in _ids(started.filter(~Q(attempt__completed_at=None) | ~Q(is_last))):
        yield f"missions : l’activité {pk} est en cours et n’est plus la dernière de son parcours"


def _answer_problems() -> Iterator[str]:
    answers = ActivityAnswer.objects.order_by("pk").values_list(
        "pk", "position", "challenge_id", "activity__challenge_ids"
    )
    for pk, position, challenge_id, challenge_ids in answers.iterator():
        if challenge_id not in challenge_ids[position : position + 1]:
            yield f"missions : la réponse {pk} ne répond pas à une épreuve tirée pour son activité"


def _ids(rows: QuerySet) -> Iterator[int]:
    return rows.order_by("pk").values_list("pk", flat=True).iterator()
