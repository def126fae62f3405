"""htmx asks for a fragment, and caches keep it apart from the page."""

import pytest
from django.http import HttpResponse, HttpResponseRedirect

from pixorga.middleware import HtmxMiddleware


@pytest.mark.parametrize(
    ("headers", "is_fragment"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "false"}, False),
        # Back, when htmx has kept nothing: the whole page is wanted.
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_a_fragment_is_for_htmx_alone(rf, headers, is_fragment):
    request = rf.get("/", headers=headers)
    response = HtmxMiddleware(lambda request: HttpResponse())(request)
    assert request.htmx is is_fragment
    assert response["Vary"] == "HX-Request"


def test_what_else_an_answer_varies_on_is_kept(rf):
    answer = HttpResponse(headers={"Vary": "Cookie"})
    assert HtmxMiddleware(lambda request: answer)(rf.get("/"))["Vary"] == "Cookie, HX-Request"


def test_a_fragment_that_is_elsewhere_has_the_page_asked_for_again(rf):
    """Whoever is signed out meanwhile would find the sign-in page inside of a list."""
    middleware = HtmxMiddleware(lambda request: HttpResponseRedirect("/connexion/?next=/eleves/"))
    answer = middleware(rf.get("/eleves/", headers={"HX-Request": "true"}))
    assert (answer.status_code, answer["HX-Refresh"], answer.content) == (204, "true", b"")
    assert middleware(rf.get("/eleves/")).status_code == 302
