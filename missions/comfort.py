"""How a pupil likes to read: larger letters, more space, black on white.

Kept for the sitting in a cookie of the pupils' pages alone. It says nothing of the pupil, and is gone with
the browser, at sign-out, and when another pupil sits down. Source: spec/screens.md A-13, A-16, A-47.
"""

from dataclasses import dataclass, replace
from typing import Self

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from pixorga.lib.plain import plain

COOKIE = "junior_comfort"
HOME = "/junior/"
SIZES = ("large", "larger")
PAGE_OF_FORM = {"junior:answer": "junior:question", "junior:start": "junior:mission"}


@plain
@dataclass(frozen=True, slots=True)
class Comfort:
    """size: of the letters, "" for the usual one. knows_phone: has read that a telephone is small."""

    size: str = ""
    is_spaced: bool = False
    is_contrasted: bool = False
    knows_phone: bool = False

    @classmethod
    def from_cookie(cls, value: str) -> Self:
        """Return what a cookie says; words that we do not know say nothing."""
        words = value.split(".")
        size = next((size for size in SIZES if size in words), "")
        return cls(size, "spaced" in words, "contrast" in words, "phone" in words)

    def chosen(self, sent: QueryDict) -> Self:
        """Return the same after a form: of the panel, or of the note about telephones."""
        if "phone" in sent:
            return replace(self, knows_phone=True)
        size = sent.get("size", "")
        return replace(
            self,
            size=size if size in SIZES else "",
            is_spaced="spaced" in sent,
            is_contrasted="contrast" in sent,
        )

    @property
    def cookie(self) -> str:
        return ".".join([*self._looks, *(["phone"] if self.knows_phone else [])])

    @property
    def classes(self) -> str:
        """The classes of the page, those of comfort.css."""
        return " ".join(f"comfort-{word}" for word in self._looks)

    @property
    def _looks(self) -> list[str]:
        words = [(self.size, self.size), ("spaced", self.is_spaced), ("contrast", self.is_contrasted)]
        return [word for word, is_on in words if is_on]


def comfort_of(request: HttpRequest) -> Comfort:
    """Return how the pupil of this browser likes to read."""
    return Comfort.from_cookie(request.COOKIES.get(COOKIE, ""))


def keep_comfort(response: HttpResponse, comfort: Comfort) -> None:
    response.set_cookie(
        COOKIE,
        comfort.cookie,
        path=reverse("junior:code"),
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def forget_comfort(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, path=reverse("junior:code"), samesite="Lax")


def comfort_context(request: HttpRequest) -> dict:
    """Return what layouts/junior.html needs: ``comfort``, and ``comfort_place``, where its forms lead to.

    Staff who see the pupils' pages have neither a choice nor a form. The page that tablets store belongs to
    nobody: what was chosen there could not be kept.
    """
    if not request.path.startswith(HOME) or request.path == reverse("junior:no_network"):
        return {"comfort": Comfort(), "comfort_place": ""}
    return {"comfort": comfort_of(request), "comfort_place": _place_of(request)}


def _place_of(request: HttpRequest) -> str:
    """Return an address that shows this page again; one that only takes a form shows nothing by itself."""
    match = request.resolver_match
    if match and (page := PAGE_OF_FORM.get(match.view_name)):
        return reverse(page, kwargs=match.kwargs)
    return request.get_full_path()
