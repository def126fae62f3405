"""Queries that are written once and asked often.

Django writes the SQL of a query anew each time, which costs more than the database needs to answer it. What
every page asks is written once for each kind of database, with holes for what differs from page to page.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

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
        return _Written(
            queryset=queryset,
            compiler=compiler,
            sql=sql,
            params=tuple(params),
            holes=holes,
            of_numbers=_of_numbers(sql, params, holes),
            order=tuple(holes.values()),
            converters=list(compiler.get_converters(columns).items()),
        )


def _of_numbers(sql: str, params: Sequence, holes: dict[int, int]) -> str:
    """Return the SQL with « %d » for each hole, for values that are all numbers; "" where it holds a text."""
    words = []
    for place, param in enumerate(params):
        if place not in holes and type(param) is not int:
            return ""
        words.append("%d" if place in holes else str(param))
    rest = iter(words)
    return _HOLE.sub(lambda found: next(rest) if found[0] == "%s" else found[0], sql)


# In the words of Django’s compilers; « %% » is a sign of the query itself.
_HOLE = re.compile("%[%s]")


@dataclass(frozen=True, slots=True)
class _Written:
    """A query in the words of a database.

    holes: which value stands at which place of params. of_numbers, order: the same with numbers in the text,
    which spares finding out what each is. converters: what makes Python values of some columns.
    """

    queryset: QuerySet
    compiler: SQLCompiler
    sql: str
    params: tuple
    holes: dict[int, int]
    of_numbers: str
    order: tuple[int, ...]
    converters: list[tuple[int, tuple]]

    def ask(self, connection: Any, values: tuple) -> list:
        with connection.cursor() as cursor:
            cursor.execute(*self._words(values))
            rows = cursor.fetchall()
        if self.converters:
            rows = [self._converted(row, connection) for row in rows]
        answer = _Answer(self.queryset.query, self.compiler, rows)
        asked = QuerySet(self.queryset.model, answer, DEFAULT_DB_ALIAS)
        asked._fields = self.queryset._fields
        return list(self.queryset._iterable_class(asked))

    def _words(self, values: tuple) -> tuple[str, list | None]:
        if self.of_numbers and all(type(value) is int and value >= 0 for value in values):
            return self.of_numbers % tuple([values[number] for number in self.order]), None
        params = list(self.params)
        for place, number in self.holes.items():
            params[place] = values[number]
        return self.sql, params

    def _converted(self, row: Sequence, connection: Any) -> tuple:
        values = list(row)
        for place, (converters, expression) in self.converters:
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        return tuple(values)


class _Answer:
    """What a queryset takes for its query, and for what asks it: the rows have come already."""

    def __init__(self, query: Query, compiler: SQLCompiler, rows: list) -> None:
        self._query, self._rows = query, rows
        self.select, self.klass_info = compiler.select, compiler.klass_info
        self.annotation_col_map = compiler.annotation_col_map

    def get_compiler(self, *args: object, **kwargs: object) -> Self:
        return self

    def execute_sql(self, *args: object, **kwargs: object) -> list:
        return self._rows

    def results_iter(self, *args: object, **kwargs: object) -> Iterator:
        return iter(self._rows)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)
