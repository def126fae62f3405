"""What every drawing of every mission holds: it goes to old tablets, and into pages that trust it."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

DRAWINGS = sorted((Path(__file__).resolve().parents[2] / "static/missions").rglob("*.svg"))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("folder", sorted({path.parent.name for path in DRAWINGS}))
def test_a_drawing_is_small_and_holds_shapes_and_texts_alone(folder):
    for path in (each for each in DRAWINGS if each.parent.name == folder):
        assert path.stat().st_size < 5_000, path.name
        for element in ET.parse(path).getroot().iter():  # noqa: S314 (our own file)
            assert element.tag.removeprefix(SVG) in {"svg", "g", "rect", "circle", "path", "text"}, path.name
            for name, value in element.attrib.items():
                assert name not in {"style", "href", "class", "id"}, path.name
                assert not name.startswith("on"), path.name
                assert "url(" not in value, path.name
