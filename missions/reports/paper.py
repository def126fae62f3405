"""What is printed for the classroom: the poster of the school, a sheet for each class."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

from django.urls import reverse

from learners.domain.display_names import display_names
from learners.models import Learner
from organizations.models import Organization
from pixorga.lib.qr import QrCode, draw_qr


@dataclass(frozen=True, slots=True)
class Entrance:
    """How pupils come in. address and direct_link are written as somebody types them.

    code_parts: the code in groups of three, as it is read aloud.
    """

    school_name: str
    address: str
    direct_link: str
    code_parts: list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of paper. division: "" for the poster, whose QR code leads to the classes of the school.

    names: the first names of the class as its tablets show them; none unless they were asked for.
    """

    division: str
    qr: QrCode
    names: list[str]


def entrance_of(organization: Organization, root: str) -> Entrance:
    """Return how the pupils of a school with a code come in. root: the address of the site."""
    code = organization.school_code
    return Entrance(
        school_name=organization.name,
        address=_typed(urljoin(root, reverse("junior:code"))),
        direct_link=_typed(urljoin(root, reverse("short_school_link", args=[code]))),
        code_parts=[code[:3], code[3:6], code[6:]],
    )


def _typed(url: str) -> str:
    """Return an address without what browsers add themselves."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")


def poster(organization: Organization, root: str) -> Sheet:
    """Return the poster of a school with a code; no query."""
    url = urljoin(root, reverse("junior:school", args=[organization.school_code]))
    return Sheet(division="", qr=draw_qr(url), names=[])


def class_sheets(
    organization: Organization, root: str, divisions: Sequence[str], *, with_names: bool
) -> list[Sheet]:
    """Return a sheet for each of these classes, in their order; one query with names, none without.

    The QR code leads to the names of the class, which are shown while the session is open; a class that has
    another name since leads to the classes of the school.
    """
    names = _names(organization, divisions) if with_names else {}
    url = urljoin(root, reverse("junior:learners", args=[organization.school_code]))
    return [
        Sheet(
            division=division,
            qr=draw_qr(f"{url}?{urlencode({'classe': division})}"),
            names=names.get(division, []),
        )
        for division in divisions
    ]


def _names(organization: Organization, divisions: Sequence[str]) -> dict[str, list[str]]:
    pupils = Learner.objects.of(organization).active().filter(division__in=divisions)
    classes = defaultdict(list)
    for division, *pupil in pupils.values_list("division", "pk", "first_name", "last_name"):
        classes[division].append(pupil)
    return {division: [*display_names(pupils).values()] for division, pupils in classes.items()}
