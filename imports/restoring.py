"""Put the pupils of a school back to what they were before an import, in the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime

from imports.domain.undo import put_back
from imports.models import ImportedLearner, LearnerImport
from imports.pupils import batches, disable_pupils, load_pupils, write_pupils
from learners.work import who_worked


@dataclass(frozen=True, slots=True)
class Restored:
    """restored: pupils who are as before. disabled: pupils whom the import had created. kept: those of them
    who have worked since.
    """

    restored: int
    disabled: int
    kept: int


def restore(run: LearnerImport, *, now: datetime) -> Restored:
    """Take back what a run did to the pupils, from its traces; return how many of each.

    What somebody corrected since stays as corrected, the accounts stay linked, and results stay in any case.
    """
    pupils = {pupil.pk: pupil for pupil in load_pupils(run.organization)}
    created, before = [], []
    for pk, action, old, new in run.learners.values_list("learner", "action", "before", "after"):
        if action == ImportedLearner.Action.CREATED:
            created.append(pk)
        else:
            before.append(put_back(pupils[pk], old, new))
    at_work = {pk for batch in batches(created) for pk in who_worked(batch)}
    unknown = [pk for pk in created if pk not in at_work and pupils[pk].is_active]
    write_pupils([pupil for pupil in before if pupil != pupils[pupil.pk]], now)
    disable_pupils(run.organization, unknown, now)
    return Restored(restored=len(before), disabled=len(unknown), kept=len(at_work))
