"""Look up the accounts that pupils bring along from other schools."""

from collections.abc import Sequence

from django.db.models import QuerySet

from imports.domain.links import LinkedPupil, find_links
from imports.domain.plan import StoredPupil
from imports.domain.rows import PupilRow
from imports.models import LearnerImport
from imports.pupils import batches
from learners.models import Learner
from organizations.models import Organization


def accounts_of(
    run: LearnerImport, stored: Sequence[StoredPupil], rows: Sequence[PupilRow]
) -> dict[str, int]:
    """Return the account that each row brings along, by its INE; pupils of primary schools have none.

    One query for the pupils who are here, one for each few hundred who are new.
    """
    if run.kind == LearnerImport.Kind.ONDE:
        return {}
    school = run.organization
    known = {pupil.row.national_student_id for pupil in stored}
    new = [row.national_student_id for row in rows if row.national_student_id not in known]
    without = Learner.objects.of(school).filter(user=None).exclude(national_student_id="")
    linked = [
        LinkedPupil(pupil.account, pupil.row.national_student_id, pupil.row.birthdate, is_here=True)
        for pupil in stored
        if pupil.account
    ]
    for numbers in (without.values("national_student_id"), *batches(new)):
        linked += [LinkedPupil(*values) for values in _linked_elsewhere(school, numbers)]
    return find_links(rows, linked)


def _linked_elsewhere(school: Organization, numbers: QuerySet | Sequence[str]) -> QuerySet:
    """Return the pupils of other schools who have one of these INE and an account, and who shares it."""
    elsewhere = Learner.objects.exclude(organization=school)
    known = elsewhere.filter(user__isnull=False, national_student_id__in=numbers)
    linked = elsewhere.filter(user__in=known.values("user")).order_by()
    return linked.values_list("user", "national_student_id", "birthdate")
