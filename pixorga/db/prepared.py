"""Queries that are written once and asked often.

Django writes the SQL of a query anew each time, which costs more than the database needs to answer it. What
every page asks is written once for each kind of database, with holes for what differs from page to page.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")

# Two sets of stand-ins: what differs between the two texts is a hole. Small enough for every column.
FIRST, SECOND = 31_000, 32_000
LARGEST_KEY = 2**63 - 1


class Prepared(Generic[Row]):
    """A query with holes: ``find = Prepared(lambda pk: Learner.objects.active().filter(pk=pk), 1)``.

    Each hole takes a number or a text, which reaches the database as it is: compared with « = », « < » or
    « > », or one of a fixed number of values of « IN »; never inside « LIKE » or a date.
    prefetch_related() is not for here.
    """

    def __init__(self, make: Callable[..., QuerySet], holes: int) -> None:
        self._make, self._holes = make, holes
        self._written: dict[str, _Written] = {}

    def __call__(self, *values: int | str) -> list[Row]:
        """Return the rows, as the queryset gives them; none for a number too large for any key; one query."""
        if any(isinstance(value, int) and abs(value) > LARGEST_KEY for value in values):
            return []
        connection = connections[DEFAULT_DB_ALIAS]
        written = self._written.get(connection.vendor)
        if written is None:
            written = self._written[connection.vendor] = self._write(connection)
        return written.ask(connection, values)

    def first(self, *values: int | str) -> Row | None:
        """Return the first of these rows, None when there is none."""
        return next(iter(self(*values)), None)

    def _write(self, connection: Any) -> "_Written":
        texts = []
        for start in (FIRST, SECOND):
            queryset = self._make(*range(start, start + self._holes))
            compiler = queryset.query.get_compiler(connection=connection)
            texts.append((queryset, compiler, *compiler.as_sql()))
        (queryset, compiler, sql, params), (*_, other_sql, other_params) = texts
        holes = {
            place: int(param) - FIRST
            for place, (param, other) in enumerate(zip(params, other_params, strict=True))
            if param != other
        }
        if sql != other_sql or set(holes.values()) != set(range(self._holes)):
            raise TypeError(f"a hole of this query is no plain value: {sql}")
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        return _Written(queryset, compiler, sql, tuple(params), holes, compiler.get_converters(columns))


@dataclass(frozen=True, slots=True)
class _Written:
    """A query in the words of a database.

    holes: which value stands at which place of params. converters: what makes Python values of its columns.
    """

    queryset: QuerySet
    compiler: SQLCompiler
    sql: str
    params: tuple
    holes: dict[int, int]
    converters: dict

    def ask(self, connection: Any, values: tuple) -> list:
        params = list(self.params)
        for place, number in self.holes.items():
            params[place] = values[number]
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda: (self.sql, params)
        compiler.get_converters = lambda columns: self.converters
        query = _Asked(self.queryset.query, compiler)
        asked = QuerySet(self.queryset.model, query, DEFAULT_DB_ALIAS)
        asked._fields = self.queryset._fields
        return list(self.queryset._iterable_class(asked))


class _Asked:
    """A query whose compiler knows its text already."""

    def __init__(self, query: Query, compiler: SQLCompiler) -> None:
        self._query, self._compiler = query, compiler

    def get_compiler(self, *args: object, **kwargs: object) -> SQLCompiler:
        return self._compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)
