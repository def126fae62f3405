"""Write many new rows at once: COPY on PostgreSQL, one prepared INSERT elsewhere.

bulk_create() takes several times as long as everything else in the import of a school (bench/onde_import.py).
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection, models


def insert_many(common: models.Model, names: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Insert a row for each of ``rows``, without a query for each and without a model instance for each.

    names: the columns that differ, by the name of their attribute, in the order of the values of a row.
    common: an unsaved instance that has the values of all the other columns. A text is written as it is,
    which means that a JSON column gets JSON.
    """
    fields = [field for field in common._meta.concrete_fields if not field.primary_key]
    differing = [next(field for field in fields if field.attname == name) for name in names]
    shared = [field for field in fields if field not in differing]
    same = [field.get_db_prep_save(getattr(common, field.attname), connection) for field in shared]
    values = _prepared(differing, rows, same)
    table = connection.ops.quote_name(common._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in [*differing, *shared])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(fields))
            sql = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - names of our own
            cursor.executemany(sql, values)


def _prepared(fields: Sequence[models.Field], rows: Iterable[Sequence], shared: list) -> Iterator[list]:
    for row in rows:
        values = [
            value if isinstance(value, str) else field.get_db_prep_save(value, connection)
            for field, value in zip(fields, row, strict=True)
        ]
        yield values + shared
