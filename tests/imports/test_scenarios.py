"""Lists of one school, one after the other: who is new, changed, back, the same, gone; and always one record
a pupil. Source: spec/imports.md 7, scenarios A and B.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from imports import checks, services
from imports.models import LearnerImport
from missions.models import Attempt
from organizations.models import Organization
from tests.accounts.factories import UserFactory
from tests.imports.journey import counts, import_file, pupils_of, sample
from tests.missions.factories import AttemptFactory
from tests.organizations.factories import OrganizationFactory

Status = LearnerImport.Status


class School:
    """What becomes of the pupils of a school from file to file; a pupil is called by his number."""

    def __init__(self, organization: Organization, suffix: str, run_jobs) -> None:
        self.organization, self.suffix, self.run_jobs = organization, suffix, run_jobs
        self.ids: dict[str, int] = {}

    def ine(self, number: int) -> str:
        return f"{self.suffix[:2]}{number:07}{self.suffix[2:]}"

    def pupil(self, number: int) -> dict:
        return pupils_of(self.organization)[self.ine(number)]

    def active(self) -> set[int]:
        pupils = pupils_of(self.organization).items()
        return {int(ine[2:9]) for ine, pupil in pupils if not pupil["disabled_at"]}

    def receive(self, name: str) -> LearnerImport:
        """Import a sample, whoever leaves; nobody known has another record than before."""
        run = import_file(self.organization, sample(name), self.run_jobs)
        ids = {ine: pupil["id"] for ine, pupil in pupils_of(self.organization).items()}
        assert self.ids.items() <= ids.items()
        self.ids = ids
        assert list(checks.find_inconsistencies()) == []
        return run

    def changed_since(self, before: dict[str, dict]) -> set[int]:
        """Return the numbers of those, known before, of whom anything is written anew."""
        now = pupils_of(self.organization)
        return {int(ine[2:9]) for ine, pupil in before.items() if now[ine] != pupil}


@pytest.fixture
def primary(school, run_jobs) -> School:
    return School(school, "99ZA", run_jobs)


@pytest.fixture
def college(db, run_jobs) -> School:
    return School(OrganizationFactory(secondary=True, uai="0380002A"), "88ZB", run_jobs)


def test_scenario_a(primary):
    assert counts(primary.receive("onde_valid.csv")) == (42, 0, 0, 0, 0)
    at_first = pupils_of(primary.organization)
    attempts = [AttemptFactory(learner_id=primary.pupil(number)["id"]).pk for number in (5, 10)]

    assert counts(primary.receive("onde_reimport.csv")) == (4, 2, 0, 37, 3)
    assert len(primary.ids) == 46
    assert primary.changed_since(at_first) == {10, 11, 5, 18, 40}
    assert primary.active() == {*range(1, 47)} - {5, 18, 40}
    assert primary.pupil(10)["division"] != at_first[primary.ine(10)]["division"]
    assert primary.pupil(10)["level"] != at_first[primary.ine(10)]["level"]
    for key in ("last_name", "sort_key", "search_key"):
        assert primary.pupil(11)[key] != at_first[primary.ine(11)][key]

    file = SimpleUploadedFile("onde.csv", sample("onde_reimport_back.csv"))
    run = services.receive_file(organization=primary.organization, by=None, file=file)
    primary.run_jobs()
    run.refresh_from_db()
    assert (run.status, len(primary.active())) == (Status.WAITING, 43)
    services.confirm(organization=primary.organization, run_id=run.pk, by=UserFactory())
    primary.run_jobs()
    run.refresh_from_db()
    assert (run.status, counts(run)) == (Status.IMPORTED, (0, 0, 1, 4, 39))
    assert primary.active() == {1, 2, 3, 4, 5}
    assert {ine: pupil["id"] for ine, pupil in pupils_of(primary.organization).items()} == primary.ids
    assert sorted(Attempt.objects.values_list("pk", flat=True)) == sorted(attempts)


def test_scenario_b(college):
    assert counts(college.receive("ElevesSansAdresses.xml")) == (52, 0, 0, 0, 0)
    at_first = pupils_of(college.organization)
    assert len(at_first) == 52
    divisions = [pupil["division"] for pupil in at_first.values()]
    assert {name: divisions.count(name) for name in divisions} == {"3EME A": 16, "3EME B": 18, "3EME C": 18}

    assert counts(college.receive("siecle_reimport.xml")) == (2, 2, 0, 47, 3)
    assert college.ids.keys() - at_first.keys() == {college.ine(13), college.ine(33)}
    assert college.changed_since(at_first) == {1, 2, 3, 4, 5}
    assert all(college.pupil(number)["disabled_at"] for number in (1, 2, 3))
    assert college.pupil(4)["division"] != at_first[college.ine(4)]["division"]
    assert college.pupil(5)["last_name"] != at_first[college.ine(5)]["last_name"]
    assert len(college.active()) == 51


def test_scenario_b_and_back_again(college):
    college.receive("ElevesSansAdresses.xml")
    at_first = pupils_of(college.organization)
    college.receive("siecle_reimport.xml")
    assert counts(college.receive("ElevesSansAdresses.xml")) == (0, 2, 3, 47, 2)
    ignored = {"updated_at": None}
    for ine, pupil in pupils_of(college.organization).items():
        if ine in at_first:
            assert pupil | ignored == at_first[ine] | ignored
        else:
            assert pupil["disabled_at"]


def test_the_archive_holds_the_same_pupils_as_the_file(college):
    college.receive("ElevesSansAdresses.xml")
    before = pupils_of(college.organization)
    assert counts(college.receive("ElevesSansAdresses.zip")) == (0, 0, 0, 52, 0)
    assert pupils_of(college.organization) == before


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("primary", "onde_valid.csv", "onde_reimport.csv"),
        ("primary", "onde_valid.csv", "onde_reimport_back.csv"),
        ("college", "ElevesSansAdresses.xml", "siecle_reimport.xml"),
    ],
)
def test_undoing_the_second_list_gives_the_first_one_back(request, kind, first, second):
    school = request.getfixturevalue(kind)
    school.receive(first)
    before, active = pupils_of(school.organization), school.active()
    run = school.receive(second)
    done = counts(run)
    services.undo(organization=school.organization, run_id=run.pk, by=UserFactory())
    after = pupils_of(school.organization)
    ignored = {"updated_at": None}
    assert {ine: after[ine] | ignored for ine in before} == {ine: before[ine] | ignored for ine in before}
    assert school.active() == active
    assert list(checks.find_inconsistencies()) == []
    new, changed, back, same, gone = counts(school.receive(second))
    assert (new, changed, back, same, gone) == (0, done[1], done[0] + done[2], done[3], done[4])
