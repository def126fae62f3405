"""A body that is too large is refused before it is read."""

import pytest
from django.http import HttpResponse

from pixorga.middleware import FORM_MARGIN, RequestSizeMiddleware

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("path", "length", "status"),
    [
        ("/connexion/", str(MEGABYTE), 200),
        ("/connexion/", str(MEGABYTE + 1), 413),
        ("/eleves/import/envoyer/", str(20 * MEGABYTE + FORM_MARGIN), 200),
        ("/eleves/import/envoyer/", str(20 * MEGABYTE + FORM_MARGIN + 1), 413),
        ("/connexion/", "beaucoup", 413),
        ("/connexion/", "-1", 413),
        ("/connexion/", "²", 413),
        ("/connexion/", "9" * 5000, 413),
        ("/connexion/", "", 200),
    ],
)
def test_the_limit_depends_on_the_page(rf, path, length, status):
    middleware = RequestSizeMiddleware(lambda request: HttpResponse("lu"))
    assert middleware(rf.post(path, CONTENT_LENGTH=length)).status_code == status
