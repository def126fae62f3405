"""What a head teacher does on the import page, and what is read there."""

import html
import json
import re
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from imports import services
from imports.models import LearnerImport
from learners.models import Learner
from organizations.models import Organization
from tests.accounts.factories import UserFactory
from tests.imports.onde_files import onde_text, pupil

PAGE, UPLOAD, STATUS, RETRY, CONFIRM, ABANDON, HISTORY = (
    f"/eleves/import/{path}"
    for path in ("", "envoyer/", "etat/", "relancer/", "confirmer/", "abandonner/", "historique/")
)

SAMPLES = Path(__file__).parent / "samples"
ALL_EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))["files"]
EXPECTED = {name: expected for name, expected in ALL_EXPECTED.items() if expected["kind"] == "onde"}


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def onde_bytes(*numbers: int, **cells: str) -> bytes:
    """Return a right file of the pupils with these numbers."""
    return onde_text([pupil(number, **cells) for number in numbers]).encode()


def send(person, data: bytes, name: str = "CSVExtraction.csv"):
    """Choose a file and send it; return the answer."""
    return person.client.post(UPLOAD, {"file": SimpleUploadedFile(name, data, "text/csv")})


def send_raw(person, name: str, data: bytes):
    """Send a form whose file is called as no browser would call it."""
    disposition = b'Content-Disposition: form-data; name="file"; filename="' + name.encode() + b'"'
    body = b"\r\n".join([b"--border", disposition, b"", data, b"--border--", b""])
    return person.client.post(UPLOAD, body, content_type="multipart/form-data; boundary=border")


def import_file(organization: Organization, data: bytes, run_jobs) -> LearnerImport:
    """Bring a file all the way through the services, however many leave; return its run as it ended."""
    file = SimpleUploadedFile("CSVExtraction.csv", data)
    run = services.receive_file(organization=organization, by=None, file=file)
    run_jobs()
    run.refresh_from_db()
    if run.status == LearnerImport.Status.WAITING:
        services.confirm(organization=organization, run_id=run.pk, by=UserFactory())
        run_jobs()
        run.refresh_from_db()
    return run


def errors_of(run: LearnerImport) -> str:
    """Return the address of the errors of a run."""
    return f"{PAGE}{run.pk}/erreurs.csv"


def counts(run: LearnerImport) -> tuple[int, int, int, int, int]:
    """Return how many pupils are new, changed, back, unchanged and gone."""
    return run.created_count, run.changed_count, run.back_count, run.unchanged_count, run.left_count


def undo_of(run: LearnerImport) -> str:
    """Return the address at which a run is undone."""
    return f"{PAGE}{run.pk}/annuler/"


def last_run(organization: Organization) -> LearnerImport:
    return LearnerImport.objects.of(organization).first()


def said(text: str) -> list[str]:
    """Return what the callouts in sight say, without their markup."""
    blocks = re.findall(
        r'<div class="callout(?![^>]* hidden).*?</svg>\s*(.*?)</div>\s*</div>|role="alert">(.*?)</p>',
        text,
        re.S,
    )
    return [plain(first or second) for first, second in blocks]


def listed_errors(text: str) -> list[str]:
    """Return the sentences of the list of errors."""
    found = re.search(r'<ul class="error-list">(.*?)</ul>', text, re.S)
    return [html.unescape(item) for item in re.findall(r"<li>(.*?)</li>", found[1], re.S)] if found else []


def plain(markup: str) -> str:
    """Return a text without its markup; no-break spaces stay."""
    return re.sub(r"[ \n]+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markup))).strip()


def pupils_of(organization: Organization) -> dict[str, dict]:
    """Return every pupil of a school with all his values, by INE."""
    return {values["national_student_id"]: values for values in Learner.objects.of(organization).values()}


def count_rows() -> dict[str, int]:
    """Return the number of rows of every table."""
    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            counts[table] = cursor.fetchone()[0]
    return counts
