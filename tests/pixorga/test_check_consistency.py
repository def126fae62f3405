"""``manage.py check_consistency``: silent on a sound world, and one line with ids for each thing broken."""

from io import StringIO

import pytest
from django.core.management import call_command

from imports.models import LearnerImport
from learners.models import Learner
from missions.models import Attempt
from organizations.models import Membership, Organization
from pixorga.jobs.models import Job
from pixorga.journal.services import record
from tests.privacy import PEOPLE


def check() -> tuple[int, list[str]]:
    """Return the code that the command exits with, and its lines."""
    out = StringIO()
    try:
        call_command("check_consistency", stdout=out)
    except SystemExit as stop:
        return stop.code, out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def test_a_world_that_the_product_made_is_sound(db, world):
    assert check() == (0, ["Aucune anomalie."])


BREAKS = {
    "an administrator lost": lambda rows: rows(Membership).filter(role="ADMIN").update(role="MEMBER"),
    "a school without its code": lambda rows: rows(Organization).update(school_code=None),
    "a name changed without its keys": lambda rows: rows(Learner).update(last_name="Autre"),
    "a result lost": lambda rows: rows(Attempt).exclude(completed_at=None).update(overall_result=""),
    "an event of a school that is not there": lambda rows: record("session.opened", organization_id=10**9),
    "an import that nobody awaits": lambda rows: Job.objects.filter(
        kind__startswith="imports.", subject_id__in=rows(LearnerImport).values("pk")
    ).delete(),
}


@pytest.mark.parametrize("what", BREAKS)
def test_what_is_broken_is_told_by_its_ids(db, world, what):
    BREAKS[what](lambda model: model.objects.filter(pk__in=world.school.rows(model).values("pk")))
    code, lines = check()
    assert code == 1
    assert lines
    assert "Aucune anomalie." not in lines
    words = " ".join(lines)
    assert not PEOPLE.search(words)
    assert not {secret for secret in world.school.secrets if secret in words}
