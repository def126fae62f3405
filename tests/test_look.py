"""What can be told of the look without a browser: contrasts, sizes, drawings and icons."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

ROOT = Path(settings.BASE_DIR)
STATIC = ROOT / "static"
STYLES = {path.stem: path.read_text(encoding="utf-8") for path in (STATIC / "css").glob("*.css")}
DRAWINGS = sorted(STATIC.rglob("*.svg"))
TEMPLATES = [path for path in (ROOT / "templates").rglob("*.html")]

READABLE, EASY, VISIBLE = 4.5, 7.0, 3.0

# What a page loads beside the pictures; bytes as they are written, before compression.
BUDGETS = {
    ("css/base.css", "css/staff.css"): 28_000,
    ("css/base.css", "css/junior.css"): 20_000,
    ("css/kinds.css",): 6_000,
    ("js/placing.js",): 4_000,
    ("js/animation.js",): 4_000,
    ("js/simulator.js",): 4_000,
    ("css/classes.css",): 8_000,
    ("css/tryout.css",): 8_000,
    ("js/common.js", "js/staff.js"): 6_000,
    ("js/common.js", "js/junior.js"): 4_000,
    ("js/listen.js",): 4_000,
    ("js/offline.js",): 8_000,
    ("js/comfort.js",): 4_000,
    ("js/leave.js",): 2_000,
    ("css/comfort.css",): 8_000,
    ("js/worker.js",): 2_000,
    ("js/imports.js",): 4_000,
    ("css/board.css",): 8_000,
    ("css/selection.css",): 3_000,
    ("js/selection.js",): 3_000,
    ("js/board.js",): 4_000,
    ("css/paper.css",): 8_000,
    ("vendor/htmx.min.js",): 53_000,
    ("simulators/frame.css", "simulators/frame.js"): 9_000,
    ("simulators/files.css", "simulators/files.js"): 19_000,
    ("simulators/search.css", "simulators/search.js"): 11_000,
    ("simulators/editor.css", "simulators/editor.js"): 19_000,
    ("simulators/mail.css", "simulators/mail.js"): 15_000,
    ("simulators/messages.css", "simulators/messages.js"): 9_000,
    ("simulators/settings.css", "simulators/settings.js"): 8_000,
    ("simulators/table.css", "simulators/table.js"): 15_000,
    ("img/icons.svg",): 10_000,
}

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+);")
HEX = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})")


def rules(name: str) -> list[tuple[str, dict[str, str]]]:
    """Return selector and declarations of each rule of a stylesheet."""
    css = re.sub(r"/\*.*?\*/", "", STYLES[name], flags=re.S)
    return [
        (" ".join(selector.split()), dict(DECLARATION.findall(body))) for selector, body in RULE.findall(css)
    ]


def tokens(*names: str) -> dict[str, str]:
    """Return the colours of :root, then of the pupils' pages where « junior » is named."""
    found = {}
    for name in names:
        for selector, values in rules(name):
            if selector in {":root", ".junior"}:
                found |= {key: value for key, value in values.items() if key.startswith("--")}
    return found


def colour(value: str, palette: dict[str, str]) -> str | None:
    """Return a plain colour such as « #1b1f3b », None for anything else."""
    if reference := re.fullmatch(r"var\((--[\w-]+)\)", value):
        value = palette.get(reference[1], "")
    return value if HEX.fullmatch(value) else None


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour. Source: WCAG 2.2, « relative luminance »."""
    digits = colour.removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, « contrast ratio »."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


STAFF, JUNIOR = tokens("base"), tokens("base", "junior")
DOMAINS = [values for _, values in rules("junior") if "--domain" in values]
SCENES = {
    value for _, values in rules("junior") for key, value in values.items() if key in {"--ground", "--scene"}
}


def test_the_formula_is_the_one_of_the_standard():
    assert contrast("#000", "#ffffff") == 21
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("ink", "grounds", "wanted"),
    [
        ("--ink", ("--ground", "--pale", "#fff", "--accent"), EASY),
        ("--muted", ("--ground", "--pale", "#fff"), READABLE),
        ("--link", ("--ground", "--pale", "#fff", "--info-pale", "--error-pale", "--warning-pale"), READABLE),
        ("--action", ("--ground", "--pale", "#fff"), READABLE),
        ("#fff", ("--action", "--action-dark", "--nav", "--error"), READABLE),
        ("--success", ("--success-pale", "#fff"), READABLE),
        ("--error", ("--error-pale", "#fff"), READABLE),
        ("--warning", ("--warning-pale", "#fff"), READABLE),
        ("--info", ("--info-pale", "#fff"), READABLE),
        ("--edge", ("#fff",), VISIBLE),
    ],
)
def test_the_colours_of_the_staffs_pages_can_be_told_apart(ink, grounds, wanted):
    found = {ground: contrast(STAFF.get(ink, ink), STAFF.get(ground, ground)) for ground in grounds}
    assert {ground: ratio for ground, ratio in found.items() if ratio < wanted} == {}


def test_instructions_to_pupils_are_easy_to_read_on_every_scene():
    grounds = {"#fff"} | {colour for colour in SCENES if HEX.fullmatch(colour)}
    grounds |= {values["--domain-pale"] for values in DOMAINS}
    inks = (JUNIOR["--ink"], JUNIOR["--muted"])
    assert len(grounds) > 10
    assert [(ink, ground) for ink in inks for ground in grounds if contrast(ink, ground) < EASY] == []


def test_the_colours_of_the_five_domains_are_easy_to_read():
    assert len(DOMAINS) == 5
    for values in DOMAINS:
        assert contrast(values["--domain"], "#fff") >= EASY
        assert contrast(values["--domain"], values["--domain-pale"]) >= READABLE


@pytest.mark.parametrize(
    ("sheet", "palette"),
    [("base", STAFF), ("staff", STAFF), ("base", JUNIOR), ("junior", JUNIOR), ("kinds", JUNIOR)],
)
def test_whoever_sets_a_text_colour_and_its_ground_sets_a_readable_pair(sheet, palette):
    pairs = {}
    for selector, values in rules(sheet):
        ink, ground = colour(values.get("color", ""), palette), colour(values.get("background", ""), palette)
        if ink and ground:
            pairs[selector] = contrast(ink, ground)
    assert pairs
    assert {selector: ratio for selector, ratio in pairs.items() if ratio < READABLE} == {}


@pytest.mark.parametrize(
    ("files", "limit"), BUDGETS.items(), ids=lambda value: "+".join(value) if isinstance(value, tuple) else ""
)
def test_styles_and_scripts_stay_small(files, limit):
    assert sum((STATIC / name).stat().st_size for name in files) <= limit


def test_styles_use_pictures_of_ours_only():
    for name, css in STYLES.items():
        assert "@import" not in css
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", css):
            assert (STATIC / "css" / address).resolve().is_file(), f"{name}: {address}"


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: str(path.relative_to(STATIC)))
def test_a_drawing_holds_shapes_and_nothing_else(path):
    for element in ElementTree.parse(path).iter():  # noqa: S314 (files of this repository)
        tag = element.tag.rpartition("}")[2]
        assert tag not in {"script", "style", "foreignObject", "image", "a", "iframe"}
        for key, value in element.attrib.items():
            name = key.rpartition("}")[2]
            assert not name.startswith("on")
            assert name != "style"
            assert name != "href" or value.startswith("#")
            assert "url(" not in value or value.startswith("url(#")


def test_every_icon_that_is_asked_for_is_drawn():
    sprite = ElementTree.parse(STATIC / "img/icons.svg")  # noqa: S314 (a file of this repository)
    drawn = {symbol.get("id") for symbol in sprite.iter("{http://www.w3.org/2000/svg}symbol")}
    asked = {"info", "success", "warning", "error", "right", "wrong", "retry"}  # levels and tones
    asked |= {"home", "missions", "pupils", "team", "documentation", "help"}  # the side bar
    for path in TEMPLATES:
        asked |= set(
            re.findall(r'components/icon\.html" with name="([\w-]+)"', path.read_text(encoding="utf-8"))
        )
    assert asked - drawn == set()


def test_every_file_that_a_template_names_is_there():
    named = {
        (path.name, file)
        for path in TEMPLATES
        for file in re.findall(r"{% static '([^']+)' %}", path.read_text(encoding="utf-8"))
    }
    assert named
    assert [(template, file) for template, file in named if not finders.find(file)] == []
