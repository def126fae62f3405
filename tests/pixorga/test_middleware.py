"""htmx asks for a fragment, and caches keep it apart from the page."""

import pytest
from django.http import HttpResponse

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
