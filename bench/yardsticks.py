"""What an import is measured against: the least that anybody could do with the same file.

Each takes the bytes of a file and ready-made rows of the pupils' table, and returns CPU seconds.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from xml.parsers import expat

from django.db import connection, transaction

from bench.import_runs import file_of, imported, new_school, timed

CHUNK = 64 * 1024

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def rows_to_write(kind: str, pupils: int) -> list[tuple]:
    """Import a file; return what it wrote of pupils, ready to be written again."""
    school = new_school(kind)
    imported(school, file_of(school, pupils))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM learners_learner WHERE organization_id = %s", [school.pk])
        return cursor.fetchall()


def csv_and_copy(data: bytes, rows: Sequence[tuple]) -> float:
    """A bare `csv.reader` pass, and COPY into a copy of the pupils' table that has no index."""
    return _with_bare_table(lambda: (csv_pass(data), _copy("bench_bare", rows)))


def expat_and_copy(data: bytes, rows: Sequence[tuple]) -> float:
    """A bare expat pass without handlers, and the same COPY."""
    return _with_bare_table(lambda: (expat_pass(data), _copy("bench_bare", rows)))


def csv_pass(data: bytes) -> None:
    for _ in csv.reader(io.StringIO(data.decode("cp1252"), newline=""), delimiter=";"):
        pass


def expat_pass(data: bytes) -> None:
    parser = expat.ParserCreate()
    for start in range(0, len(data), CHUNK):
        parser.Parse(data[start : start + CHUNK])
    parser.Parse(b"", True)


def bare_import(data: bytes, rows: Sequence[tuple]) -> float:
    """The least that would be an import of a new school: read, check, COPY, upsert, disable; one transaction.

    No jobs, no states, no traces to undo it, no keys to search by. rows: one for each pupil of the file.
    """
    school = new_school()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_bare AS SELECT * FROM learners_learner WHERE 1 = 0")
        cursor.execute("SELECT * FROM bench_bare")
        names = [column[0] for column in cursor.description]
        place = names.index("organization_id")
        ours = [(*row[:place], school.pk, *row[place + 1 :]) for row in rows]
        columns = [name for name in names if name != "id"]
        seconds = timed(lambda: _import_bare(data, ours, columns, school.pk))
        cursor.execute("DROP TABLE bench_bare")
    return seconds


def _import_bare(data: bytes, rows: Sequence[tuple], columns: Sequence[str], school_id: int) -> None:
    header, *cells = csv.reader(io.StringIO(data.decode("cp1252"), newline=""), delimiter=";")
    places = {heading.strip(): place for place, heading in enumerate(header)}
    ine, born = places["INE"], places["Date naissance"]
    read = [places[heading] for heading in ("Nom élève", "Prénom élève", "Cycle", "Niveau", "Libellé classe")]
    right = [row for row in cells if _DATE.fullmatch(row[born]) and all(row[place] for place in read)]
    if len({row[ine] for row in right}) != len(rows):
        raise RuntimeError("these are not the rows of the file")
    listed = ", ".join(columns)
    replaced = ", ".join(f"{name} = excluded.{name}" for name in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        _copy("bench_bare", rows)
        cursor.execute(  # WHERE true: SQLite would take ON for that of a join
            f"INSERT INTO learners_learner ({listed}) SELECT {listed} FROM bench_bare WHERE true"  # noqa: S608
            " ON CONFLICT (organization_id, national_student_id) WHERE NOT (national_student_id = '')"
            f" DO UPDATE SET {replaced}"
        )
        cursor.execute(
            "UPDATE learners_learner SET disabled_at = CURRENT_TIMESTAMP WHERE organization_id = %s"
            " AND disabled_at IS NULL AND national_student_id NOT IN"
            " (SELECT national_student_id FROM bench_bare)",
            [school_id],
        )


def _with_bare_table(action: Callable[[], object]) -> float:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_bare AS SELECT * FROM learners_learner WHERE 1 = 0")
        seconds = timed(action)
        cursor.execute("DROP TABLE bench_bare")
    return seconds


def _copy(table: str, rows: Sequence[tuple]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608
