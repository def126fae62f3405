"""What a member of the staff reads above the pupils' pages while trying a mission."""

from dataclasses import dataclass

from missions.domain.path import ActivityStatus, Level, Played
from missions.domain.reasons import Cause, Reason, reason_of
from missions.models import LEVEL_LABELS, Activity, Attempt, Mission
from missions.services import tryout as services
from missions.services.tryout import Tryout
from missions.specs import spec_of
from pixorga.lib.text import plural_fr

CAUSES = {
    Cause.START: "la mission commence par les questions de validation.",
    Cause.NEXT_STEP: "l’étape d’avant est réussie.",
    Cause.TRAINED: "l’entraînement est réussi, on valide de nouveau l’étape.",
    Cause.TAUGHT: "le didacticiel est vu, on s’entraîne de nouveau.",
    Cause.DARE: "toutes les étapes sont réussies sans didacticiel.",
    Cause.NO_DARE: "la dernière étape est réussie. Un didacticiel a aidé, il n’y a donc pas de défi.",
    Cause.DARE_PLAYED: "le défi est joué.",
    Cause.STEP_GONE: "la mission n’a plus d’autre étape.",
}
NEEDS = {Level.TRAINING: "entraînement", Level.TUTORIAL: "didacticiel"}


@dataclass(frozen=True, slots=True)
class TryoutBar:
    """Where one is in the path, and why. steps: what was played, in words, the current activity last.

    is_outdated: whether the mission was edited since the tryout began.
    """

    mission_id: int
    place: str
    why: str
    path: tuple[str, ...]
    is_outdated: bool


def tryout_bar(tryout: Tryout | None, mission: Mission) -> TryoutBar:
    """Return what to tell; no query. tryout: None before it began."""
    if tryout is None:
        return TryoutBar(mission.pk, "avant le début de la mission", "", (), is_outdated=False)
    following = services.following_of(tryout)
    reason = reason_of(tryout.finished, following)
    step_count = len(spec_of(mission).steps)
    if following:
        place = _place(following.level, following.step, step_count)
        why = _why(reason, NEEDS.get(following.level, ""))
    else:
        overall = Attempt.Overall(services.reached(tryout, mission).overall.value)
        place = f"fin de la mission, évaluation : {overall.label.lower()}"
        why = _why(reason, "la mission s’arrête là")
    return TryoutBar(
        mission_id=mission.pk,
        place=place,
        why=why,
        path=tuple(_told(played, step_count) for played in tryout.history),
        is_outdated=tryout.is_outdated(mission),
    )


def end_attempt(tryout: Tryout, mission: Mission) -> Attempt:
    """Return the attempt that a pupil who played so would have; a row that is never saved."""
    reached = services.reached(tryout, mission)
    return Attempt(
        mission=mission,
        step_results=[result.value for result in reached.steps],
        dare_result=reached.dare.value if reached.dare else "",
        overall_result=reached.overall.value if reached.overall else "",
    )


def _place(level: Level, step: int | None, step_count: int) -> str:
    if step is None:
        return LEVEL_LABELS[level]
    return f"étape {step + 1} sur {max(step_count, step + 1)}, {LEVEL_LABELS[level]}"


def _why(reason: Reason, consequence: str) -> str:
    """Return « 2 erreurs dans cette étape : entraînement. », or why else."""
    if reason.cause not in (Cause.HARD, Cause.STOPPED):
        return CAUSES[reason.cause]
    skips = f"{reason.skips} « Je ne sais pas »" if reason.skips else ""
    errors = f"{reason.errors} {plural_fr(reason.errors, 'erreur')}" if reason.errors else ""
    return f"{' et '.join(filter(None, (errors, skips)))} dans cette étape : {consequence}."


def _told(played: Played, step_count: int) -> str:
    status = Activity.Status(played.status.value)
    ending = "vu" if played.level is Level.TUTORIAL and status == Activity.Status.SUCCEEDED else status.label
    if played.status is ActivityStatus.SKIPPED:
        ending = "« Je ne sais pas »"
    return f"{_place(played.level, played.step, step_count)} : {ending}"
