"""Invitations, members, schools. Lines of the access matrix."""

from collections.abc import Callable

from organizations.models import Invitation, Membership
from tests.access_line import HOME, Answer, Cells, Line, signed_in, staff_page
from tests.world import World

TEAM_PAGE = "organizations:team"
INVITATIONS = "organizations:invitations"


def of_administrators(answer: Answer) -> Cells:
    """About a thing of the school: for its administrators; a member of it learns who can."""
    return signed_in(404, member=403, admin=answer)


def of_others(answer: Answer) -> Cells:
    """The same about a thing of the other school, whose administrator the outsider is."""
    return signed_in(404, member=403, outsider=answer)


def membership(world: World) -> dict:
    return {"pk": Membership.objects.get(user=world.school.member).pk}


def foreign_membership(world: World) -> dict:
    return {"pk": Membership.objects.get(user=world.other.member).pk}


def departed(world: World) -> dict:
    return {"pk": Membership.objects.get(user=world.school.former).pk}


def invitation(world: World) -> dict:
    return {"pk": world.school.invitation.pk}


def foreign_invitation(world: World) -> dict:
    return {"pk": world.other.invitation.pk}


def withdrawn(world: World) -> dict:
    school = world.school.organization
    return {"pk": Invitation.objects.of(school).get(status=Invitation.Status.CANCELLED).pk}


def administrator(world: World) -> dict:
    return {"role": Membership.Role.ADMIN}


def act(
    route: str,
    own: Callable[[World], dict],
    others: Callable[[World], dict],
    end: str,
    *,
    has_page: bool = True,
    data: Callable[[World], dict] = lambda world: {},
) -> list[Line]:
    """Return the lines of something that administrators do to a row: the page that asks, and the act."""
    answers = [("GET", 200), ("POST", end)] if has_page else [("POST", end)]
    lines = []
    for method, answer in answers:
        lines.append(Line(route, of_administrators(answer), method, kwargs=own, data=data))
        lines.append(
            Line(
                route,
                of_others(answer),
                method,
                kwargs=others,
                data=data,
                is_foreign=True,
                note="of another school",
            )
        )
    return lines


LINES: list[Line] = [
    *act("organizations:change_role", membership, foreign_membership, TEAM_PAGE, data=administrator),
    Line("organizations:change_role", of_administrators(TEAM_PAGE), kwargs=departed, note="who left"),
    *act("organizations:remove_member", membership, foreign_membership, TEAM_PAGE),
    Line("organizations:remove_member", of_administrators(TEAM_PAGE), kwargs=departed, note="who left"),
    Line("organizations:leave", staff_page(secondary=200)),
    # Administrators who would leave members behind read why they may not.
    Line(
        "organizations:leave",
        staff_page(HOME, secondary=HOME)
        | {"admin": "organizations:leave", "outsider": "organizations:leave"},
        "POST",
    ),
    *act("organizations:resend_invitation", invitation, foreign_invitation, INVITATIONS, has_page=False),
    *act("organizations:cancel_invitation", invitation, foreign_invitation, INVITATIONS),
    Line(
        "organizations:cancel_invitation", of_administrators(INVITATIONS), kwargs=withdrawn, note="cancelled"
    ),
    Line(
        "organizations:choose_school",
        signed_in(404, outsider=HOME),
        "POST",
        kwargs=lambda world: {"pk": world.other.organization.pk},
        is_foreign=True,
        note="of another school",
    ),
]
