"""How much a tablet has to fetch before a pupil can choose a mission, on the first day."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.core.management import call_command
from django.test import override_settings

from pixorga.templatetags import components
from tests.browser.conftest import serve
from tests.browser.play import Tablet
from tests.browser.stage import CLASS
from tests.browser.window import Window

pytestmark = pytest.mark.browser

KILOBYTE = 1024
LIMIT = 120 * KILOBYTE


@pytest.fixture
def production_site(stage, tmp_path) -> Iterator[str]:
    """The site with its static files collected, named after their content and compressed."""
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings = {
        "STORAGES": {"default": files, "staticfiles": storage},
        "STATIC_ROOT": tmp_path,
        "WHITENOISE_USE_FINDERS": False,
        "WHITENOISE_AUTOREFRESH": False,
    }
    with override_settings(**settings):
        call_command("collectstatic", interactive=False, verbosity=0)
        components.forget()
        with serve() as url:
            yield url
    components.forget()


@dataclass
class Scales:
    """What a window fetched, by address; bytes as they came over the wire, headers included."""

    weights: dict[str, int] = field(default_factory=dict)

    def weigh(self, window: Window) -> None:
        window.page.on("requestfinished", self._note)

    def _note(self, request) -> None:
        sizes = request.sizes()
        weight = sizes["responseBodySize"] + sizes["responseHeadersSize"]
        address = f"{request.method} {request.url}"
        # What comes from the browser's own cache weighs nothing, and does not wipe out the first time.
        self.weights[address] = self.weights.get(address, 0) + weight


def test_a_pupil_comes_in_with_a_few_kilobytes(browser, production_site, stage, record_property):
    window = Window(browser, production_site, viewport={"width": 1024, "height": 768}, has_touch=True)
    scales = Scales()
    scales.weigh(window)
    Tablet(window).enter(stage.lilas.school_code, CLASS, "Aden")
    window.page.wait_for_load_state("networkidle")
    window.close()
    total = sum(scales.weights.values())
    heaviest = sorted(scales.weights.items(), key=lambda pair: -pair[1])
    record_property("bytes", total)
    print(f"{total} octets en {len(scales.weights)} réponses :", *heaviest, sep="\n")
    assert total <= LIMIT, heaviest
