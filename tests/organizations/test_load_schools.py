"""``manage.py load_schools``: the Ministry’s directory into the database."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations import services
from organizations.domain.directory import Reason
from organizations.errors import LineProblem
from organizations.models import Organization
from organizations.services import directory
from pixorga.journal.models import Event
from tests.crowd import at_once
from tests.organizations.factories import OrganizationFactory

SAMPLE = Path(__file__).parent / "samples" / "annuaire.csv"
HEADINGS = (
    "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Nom_commune;Mail;Lycee_Agricole;etat"
)


def line(uai="0380000X", name="École des Lilas", kind="Ecole", **cells):
    values = {
        "city": "Grenoble",
        "mail": f"ce.{uai.lower()}@a.example",
        "agricultural": "",
        "state": "OUVERT",
    }
    values |= cells
    return ";".join([uai, name, kind, *values.values()])


def load(*lines, seed=7, **options):
    content = [f"{text}\n".encode() for text in (HEADINGS, *lines)]
    return services.load_directory(lines=content, rng=Random(seed), **options)


def counts(**changes):
    keys = ("created", "updated", "unchanged", "archived", "left_out", "rejected")
    return {**dict.fromkeys(keys, 0), **changes}


def run(path):
    out = StringIO()
    call_command("load_schools", str(path), stdout=out)
    return out.getvalue()


# --- The sample ----------------------------------------------------------------------------------


def test_the_sample_gives_what_it_shows(db):
    printed = run(SAMPLE)
    schools = {school.uai: school for school in Organization.objects.all()}
    kinds = {uai: school.kind for uai, school in schools.items()}
    assert kinds == {
        "0380000X": "SCO_1D",
        "0380002A": "SCO",
        "0380003B": "SCO",
        "0380004C": "SCO",
        "0380005D": "SCO_1D",
        "9740001F": "SCO_1D",
    }
    assert schools["0380000X"].mailbox == "ce.0380000x@ac-exemple.example"
    assert schools["0380004C"].is_agricultural
    assert schools["0380005D"].name == "École Sainte-Ève ; les Tilleuls"
    assert schools["0380005D"].mailbox == ""
    assert schools["9740001F"].time_zone == "Indian/Reunion"
    assert "créés                    6" in printed
    assert "laissés de côté          2" in printed
    assert "Ligne 9" in printed
    assert "7 chiffres et une lettre" in printed


def test_loading_again_changes_nothing(db):
    run(SAMPLE)
    before = list(Organization.objects.order_by("pk").values())
    assert "inchangés                6" in run(SAMPLE)
    assert list(Organization.objects.order_by("pk").values()) == before


def test_each_run_writes_one_line_of_journal_with_the_counts(db):
    run(SAMPLE)
    run(SAMPLE)
    events = Event.objects.filter(verb="directory.loaded").order_by("pk")
    assert [event.details for event in events] == [
        counts(created=6, left_out=2, rejected=1),
        counts(unchanged=6, left_out=2, rejected=1),
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"nom;prenom\nDupont;Ada\n", "Identifiant_de_l_etablissement"), (b"", "Colonnes manquantes")],
)
def test_another_file_is_refused_in_words(db, tmp_path, content, sentence):
    path = tmp_path / "autre.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        run(path)
    assert not Event.objects.exists()


def test_a_missing_file_is_refused_in_words(db, tmp_path):
    with pytest.raises(CommandError, match="ne peut pas être lu"):
        run(tmp_path / "rien.csv")


# --- One school ----------------------------------------------------------------------------------


def test_a_primary_school_gets_a_code_of_its_own_and_keeps_it(db):
    load(line("0380000X"), line("0380001Y"), line("0380002Z", kind="Collège"))
    codes = dict(Organization.objects.values_list("uai", "school_code"))
    assert codes["0380002Z"] is None
    assert len({codes["0380000X"], codes["0380001Y"]}) == 2
    assert all(len(codes[uai]) == 9 for uai in ("0380000X", "0380001Y"))
    load(line("0380000X", name="Autre nom"))
    assert Organization.objects.get(uai="0380000X").school_code == codes["0380000X"]


def test_a_code_that_is_taken_is_drawn_again(db):
    load(line("0380000X"))
    taken = Organization.objects.get().school_code
    load(line("0380001Y"))  # the same generator draws the same code first
    assert Organization.objects.exclude(school_code=taken).count() == 1


def test_what_changed_is_written_and_the_rest_left_alone(db):
    load(line("0380000X"), line("0380001Y"))
    report = load(line("0380000X", name="École Neuve", mail="neuve@a.example"), line("0380001Y"))
    assert report.counts == counts(updated=1, unchanged=1)
    school = Organization.objects.get(uai="0380000X")
    assert (school.name, school.mailbox) == ("École Neuve", "neuve@a.example")


def test_a_session_survives_the_load(db):
    school = OrganizationFactory(uai="0380000X", session_open=True)
    load(line("0380000X", name="Autre nom"))
    after = Organization.objects.get()
    assert after.session_expires_at == school.session_expires_at
    assert after.school_code == school.school_code
    assert after.pk == school.pk


def test_what_was_set_by_hand_is_kept(db):
    OrganizationFactory(
        uai="0380000X", name="Nom corrigé", mailbox="main@a.example", keeps_name=True, keeps_mailbox=True
    )
    load(line("0380000X", city="Voiron"))
    school = Organization.objects.get()
    assert (school.name, school.mailbox, school.city) == ("Nom corrigé", "main@a.example", "Voiron")


@pytest.mark.parametrize("mail", ["", "pas-une-adresse"])
def test_a_mailbox_is_never_emptied(db, mail):
    OrganizationFactory(uai="0380000X", mailbox="ancienne@a.example")
    report = load(line("0380000X", mail=mail))
    assert Organization.objects.get().mailbox == "ancienne@a.example"
    assert report.rejected == ([(2, Reason.MAILBOX)] if mail else [])


def test_a_closed_school_is_archived_once_and_never_created(db):
    school = OrganizationFactory(uai="0380000X")
    closed = [line("0380000X", state="FERME"), line("0380001Y", state="FERME")]
    assert load(*closed).counts == counts(archived=1, left_out=1)
    school.refresh_from_db()
    assert school.archived_at is not None
    archived_at = school.archived_at
    assert load(*closed).counts == counts(unchanged=1, left_out=1)
    school.refresh_from_db()
    assert school.archived_at == archived_at
    assert Organization.objects.count() == 1


def test_a_school_archived_here_stays_archived(db):
    school = OrganizationFactory(uai="0380000X", archived=True)
    assert load(line("0380000X")).counts == counts(left_out=1)
    school.refresh_from_db()
    assert school.archived_at is not None
    assert Organization.objects.count() == 1


def test_of_doubles_the_active_one_is_brought_up_to_date(db):
    OrganizationFactory(uai="0380000X", archived=True)
    active = OrganizationFactory(uai="0380000X")
    OrganizationFactory(uai="0380000X", archived=True)
    load(line("0380000X", name="Nom neuf"))
    assert Organization.objects.get(name="Nom neuf") == active


def test_a_school_never_changes_its_kind(db):
    school = OrganizationFactory(uai="0380000X", name="École")
    assert load(line("0380000X", kind="Collège")).rejected == [(2, LineProblem.OTHER_KIND)]
    school.refresh_from_db()
    assert (school.kind, school.name) == (Organization.Kind.SCO_1D, "École")


def test_an_uai_twice_counts_once_even_in_different_batches(db):
    report = load(line("0380000X"), line("0380001Y"), line("0380000x", name="Double"), batch_size=1)
    assert report.created == 2
    assert report.rejected == [(4, LineProblem.DUPLICATE)]
    assert not Organization.objects.filter(name="Double").exists()


# --- Many schools --------------------------------------------------------------------------------


def uais(count: int) -> Iterator[str]:
    return (f"{number:07}A" for number in range(count))


@pytest.mark.parametrize("name", ["Nom", "Autre nom"], ids=["unchanged", "all changed"])
def test_a_batch_costs_the_same_whatever_it_holds(db, name):
    def count(schools, again):
        with CaptureQueriesContext(connection) as captured:
            load(*(line(uai, name=again) for uai in uais(schools)))
        return len(captured)

    load(*(line(uai, name="Nom") for uai in uais(40)))
    assert count(40, name) == count(4, name if name == "Nom" else "Encore un nom") <= 8


def test_creating_costs_the_same_for_two_and_for_forty(db):
    sizes = []
    for first, size in ((0, 2), (100, 40)):
        with CaptureQueriesContext(connection) as captured:
            load(*(line(f"{first + number:07}A") for number in range(size)), seed=size)
        sizes.append(len(captured))
    assert sizes[0] == sizes[1] <= 8


def test_the_file_is_read_as_a_stream(db):
    """No line of a later batch is read before the earlier one is written."""
    written = []

    def lines():
        yield f"{HEADINGS}\n".encode()
        for uai in uais(9):
            written.append(Organization.objects.count())
            yield f"{line(uai)}\n".encode()

    services.load_directory(lines=lines(), batch_size=3)
    assert written == [0, 0, 0, 3, 3, 3, 6, 6, 6]


@pytest.mark.django_db(transaction=True)
def test_two_loads_at_once_leave_each_school_once():
    lines = [line(uai) for uai in uais(30)]
    reports = at_once(*[lambda: load(*lines, batch_size=10)] * 2)
    assert Organization.objects.count() == 30
    assert sum(report.created for report in reports) == 30
    assert sum(report.unchanged for report in reports) == 30


def test_a_batch_that_meets_another_load_starts_again(db, monkeypatch):
    """The other load inserts a school after this one looked for it."""
    look = directory._lock_known
    seen = []

    def look_then_lose_the_race(wanted):
        known = look(wanted)
        if not seen:
            seen.append(True)
            OrganizationFactory(uai="0380000X", name="École des Lilas")
        return known

    monkeypatch.setattr(directory, "_lock_known", look_then_lose_the_race)
    report = load(line("0380000X"), line("0380001Y"))
    assert report.created + report.updated + report.unchanged == 2
    assert sorted(Organization.objects.values_list("uai", flat=True)) == ["0380000X", "0380001Y"]
