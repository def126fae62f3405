"""What is asked of JSON inside of the database, in the words of both of ours."""

from django.db.models import Func, IntegerField


class ArrayLength(Func):
    """How many items a JSON list has; NULL for no list."""

    function = "JSONB_ARRAY_LENGTH"
    arity = 1
    output_field = IntegerField()

    def as_sqlite(self, *args: object, **kwargs: object) -> tuple[str, tuple]:
        return super().as_sql(*args, function="JSON_ARRAY_LENGTH", **kwargs)
