"""Write many rows at once: COPY on PostgreSQL, one prepared statement elsewhere.

bulk_create(), with or without update_conflicts, takes several times as long as everything else in the import
of a school (bench/imports.py).
"""

from collections.abc import Iterable, Iterator, Sequence
from types import NoneType

from django.db import connection, models
from django.db.backends.utils import CursorWrapper

# What every database takes as it is. Dates and instants are not among them.
PLAIN = (str, int, NoneType)


def insert_many(common: models.Model, names: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Insert a row for each of ``rows``, without a query for each and without a model instance for each.

    names: the columns that differ, by the name of their attribute, in the order of the values of a row.
    common: an unsaved instance that has the values of all the other columns. A text is written as it is,
    which means that a JSON column gets JSON.
    """
    differing = _fields(common, names)
    shared = [
        field for field in common._meta.concrete_fields if not field.primary_key and field not in differing
    ]
    same = [field.get_db_prep_save(getattr(common, field.attname), connection) for field in shared]
    values = _prepared(differing, rows, same)
    table = connection.ops.quote_name(common._meta.db_table)
    columns = _columns([*differing, *shared])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, table, columns, values)
        else:
            places = ", ".join(["%s"] * len(columns))
            sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - our own names
            cursor.executemany(sql, values)


def update_many(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence]) -> None:
    """Write each of ``rows`` over the row that has its primary key, without a query for each.

    names: the columns to write, by the name of their attribute. A row: its primary key, then their values,
    which are written as `insert_many` writes them. The caller has a transaction.
    """
    fields = _fields(model, [model._meta.pk.attname, *names])
    values = _prepared(fields, rows, [])
    table = connection.ops.quote_name(model._meta.db_table)
    key, *columns = _columns(fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            empty = f"SELECT {', '.join([key, *columns])} FROM {table} WHERE false"  # noqa: S608 - our own names
            cursor.execute(f"CREATE TEMPORARY TABLE new_rows AS {empty}")
            _copy(cursor, "new_rows", [key, *columns], values)
            changes = ", ".join(f"{column} = new_rows.{column}" for column in columns)
            same = f"{table}.{key} = new_rows.{key}"
            cursor.execute(f"UPDATE {table} SET {changes} FROM new_rows WHERE {same}")  # noqa: S608 - our own names
            cursor.execute("DROP TABLE new_rows")
        else:
            changes = ", ".join(f"{column} = %s" for column in columns)
            sql = f"UPDATE {table} SET {changes} WHERE {key} = %s"  # noqa: S608 - our own names
            cursor.executemany(sql, ([*row, pk] for pk, *row in values))


def _copy(cursor: CursorWrapper, table: str, columns: Sequence[str], rows: Iterable[Sequence]) -> None:
    sql = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.wrap_database_errors, cursor.copy(sql) as copy:
        for row in rows:
            copy.write_row(row)


def _columns(fields: Iterable[models.Field]) -> list[str]:
    return [connection.ops.quote_name(field.column) for field in fields]


def _fields(model: models.Model | type[models.Model], names: Sequence[str]) -> list[models.Field]:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    return [by_name[name] for name in names]


def _prepared(fields: Sequence[models.Field], rows: Iterable[Sequence], shared: list) -> Iterator[list]:
    for row in rows:
        values = [
            value if isinstance(value, PLAIN) else field.get_db_prep_save(value, connection)
            for field, value in zip(fields, row, strict=True)
        ]
        yield values + shared
