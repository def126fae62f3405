"""« Mes classes »: what a member of the staff said is his, offered first wherever a list has classes.

Source: spec/decisions.md 9.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from accounts.models import User
from learners.models import ChosenDivisions
from organizations.models import Organization
from pixorga.db.prepared import Prepared

_chosen = Prepared(
    lambda school, user: ChosenDivisions.objects.filter(organization=school, user=user).values_list(
        "divisions", flat=True
    ),
    2,
)


def chosen_divisions(user: User, organization: Organization, offered: Sequence[str]) -> list[str]:
    """Return the person’s classes among those that a list offers, in its order; one query.

    A class that is gone is left out.
    """
    chosen = set(_chosen.first(organization.pk, user.pk) or ())
    return [division for division in offered if division in chosen]


def choose_divisions(*, user: User, organization: Organization, divisions: Sequence[str]) -> None:
    """Remember these classes as the person’s; the same ones twice change nothing."""
    ChosenDivisions.objects.update_or_create(
        organization=organization, user=user, defaults={"divisions": list(divisions)}
    )


@dataclass(frozen=True, slots=True)
class MyDivisions:
    """A person’s own classes beside the filter « classes » of a list.

    offered: every class of the list, his own first. chosen: his own. query: of the address that shows them
    alone. is_shown: whether the list shows just them. to_keep: what it shows instead, which may become his.
    """

    offered: list[str]
    chosen: list[str]
    query: str
    is_shown: bool
    to_keep: list[str]


def my_divisions(
    user: User, organization: Organization, offered: Sequence[str], query: QueryDict
) -> MyDivisions:
    """Return the person’s own classes for a list whose address is ``query``; one query."""
    chosen = chosen_divisions(user, organization, offered)
    asked = set(query.getlist("classes"))
    shown = [division for division in offered if division in asked]
    address = query.copy()
    address.pop("page", None)
    address.setlist("classes", chosen)
    return MyDivisions(
        offered=[*chosen, *(division for division in offered if division not in chosen)],
        chosen=chosen,
        query=f"?{address.urlencode()}",
        is_shown=bool(chosen) and shown == chosen,
        to_keep=shown if shown != chosen else [],
    )
