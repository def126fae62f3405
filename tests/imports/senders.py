"""Schools of two kinds that import at the same time, and what must be true of each of them in the end."""

import io
from dataclasses import dataclass, fields
from datetime import date

from imports import checks
from imports.domain.rows import PupilRow
from imports.models import ImportChunk, ImportedLearner, LearnerImport
from imports.services import reading
from learners.models import Learner
from organizations.models import Organization
from pixorga.jobs.models import Job
from pixorga.journal.models import Event
from tests.conftest import Person, sign_in
from tests.imports.journey import PAGE, last_run, said, sample, send
from tests.organizations.factories import MembershipFactory, OrganizationFactory

Status = LearnerImport.Status

TODAY = date(2025, 9, 15)
# All that a file says of a pupil.
VALUES = [field.name for field in fields(PupilRow) if field.compare]


@dataclass(frozen=True)
class Sender:
    """An administrator and the right file of the school."""

    person: Person
    kind: str
    name: str
    data: bytes

    @property
    def school(self) -> Organization:
        return self.person.organization

    @property
    def run(self) -> LearnerImport:
        return last_run(self.school)

    @property
    def is_over(self) -> bool:
        return not self.run.is_running

    def send(self) -> None:
        answer = send(self.person, self.data, self.name)
        assert (answer.status_code, answer["Location"]) == (302, PAGE)

    def told(self) -> str:
        """Return what the page says of the import."""
        return said(self.person.client.get(PAGE).text)[0]

    def attempts(self, job_kind: str) -> int:
        return Job.objects.get(kind=job_kind, subject_id=self.run.pk).attempts

    def rows(self, today: date = TODAY) -> list[tuple]:
        """Return what the file says of each pupil, in an order of its own."""
        file = io.BytesIO(self.data)
        how = {
            "encoding": reading.inspect(file, self.kind),
            "uai": self.school.uai,
            "today": date(2025, 9, 15),
        }
        found = reading.read(file, self.kind, **how)
        return sorted(tuple(getattr(row, name) for name in VALUES) for row in found.pupils)

    def pupils(self) -> list[tuple]:
        """Return the same of the active pupils of the school."""
        return sorted(Learner.objects.of(self.school).active().values_list(*VALUES))

    def assert_imported_once(self, *events: str) -> None:
        """events: what the journal tells between the sending and the writing."""
        [run] = LearnerImport.objects.of(self.school)
        assert run.status == Status.IMPORTED
        rows = self.rows()
        assert self.pupils() == rows
        assert Learner.objects.of(self.school).count() == run.created_count == len(rows)
        assert (run.changed_count, run.back_count, run.unchanged_count, run.left_count) == (0, 0, 0, 0)
        assert ImportedLearner.objects.filter(run=run, action="CREATED").count() == len(rows)
        journal = Event.objects.filter(organization_id=self.school.pk, verb__startswith="import.")
        told = journal.order_by("pk").values_list("verb", flat=True)
        assert list(told) == ["import.sent", *events, "import.written"]
        assert not ImportChunk.objects.filter(run=run).exists()
        assert list(checks.find_inconsistencies()) == []


def primary_sender(director: Person) -> Sender:
    return Sender(director, LearnerImport.Kind.ONDE, "CSVExtraction.csv", sample("onde_valid.csv"))


def secondary_sender() -> Sender:
    return _sender(LearnerImport.Kind.SIECLE, "ElevesSansAdresses.zip", uai="0380002A")


def agricultural_sender() -> Sender:
    return _sender(LearnerImport.Kind.FREGATA, "fregata_valid.csv", is_agricultural=True)


def _sender(kind: str, name: str, **about_school: object) -> Sender:
    school = OrganizationFactory(secondary=True, **about_school)
    person = sign_in(MembershipFactory(organization=school, admin=True))
    return Sender(person, kind, name, sample(name))
