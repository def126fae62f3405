"""A table, by touch and by keyboard; what it sorts and tells is what Python sorts and tells."""

from itertools import permutations, product
from typing import TYPE_CHECKING

import pytest

from challenges.domain.simulators.table_order import Kind, Rows, SortKey
from tests.browser.simulators.hands import TABLET, keyboard_in
from tests.browser.simulators.host import Host
from tests.challenges.simulators.set_worlds import table
from tests.challenges.simulators.worlds import well_read

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser


# Comes back once the rows have been scrolled.
SCROLLED = """() => new Promise((done) => {
    const look = () => document.getElementById("rows").scrollLeft > 0 ? done() : requestAnimationFrame(look);
    look();
})"""


def heading(host: Host, name: str) -> "Locator":
    return host.frame.get_by_role("columnheader").get_by_role("button", name=name, exact=True)


def names(host: Host) -> list[str]:
    return host.frame.locator("tbody th").all_inner_texts()


def sorted_by(host: Host) -> str:
    return host.frame.locator(".sorted").inner_text()


def keep(host: Host, column: str, way: str, value: str) -> None:
    host.frame.get_by_label("Colonne").select_option(column)
    host.frame.get_by_label("Condition").select_option(way)
    host.frame.get_by_label("Valeur").fill(value)
    host.button("Filtrer").click()


def test_a_table_is_sorted_by_touch(open_window):
    host = Host(open_window(**TABLET), "table", table(ask="order"))
    assert host.frame.get_by_label("Colonne").count() == 0
    heading(host, "Nom").tap()
    assert names(host) == ["Ada", "Élias", "éric", "Éric", "Lina", "Zoé"]
    assert host.answer == "order:nom-asc"
    heading(host, "Âge").tap()
    heading(host, "Âge").tap()
    assert names(host) == ["Éric", "Élias", "Ada", "Lina", "éric", "Zoé"]
    assert host.said == "Trié par Âge (décroissant), puis Nom (croissant)."
    assert sorted_by(host) == "Trié par Âge (décroissant), puis Nom (croissant)"
    assert host.answer == "order:age-desc,nom-asc"
    assert well_read("table", table(ask="order")).may_report(host.answer)
    orders = host.frame.locator("[aria-sort]").evaluate_all("all => all.map((each) => each.ariaSort)")
    assert orders == ["none", "descending", "none", "none"]
    host.button("Enlever le tri").tap()
    assert host.answer == ""
    assert host.focused() == "count"
    assert names(host)[0] == "Lina"


def test_a_table_is_sorted_and_a_row_is_chosen_by_keyboard(window):
    host = Host(window, "table", table())
    keys = keyboard_in(host)
    keys.go_to("Filtrer")  # past the list of columns, whose words are theirs
    keys.go_to("Inscription")
    keys.press("Enter")
    keys.press("Space")
    assert host.focused() == "sort-2"
    assert names(host) == ["Lina", "Éric", "Élias", "éric", "Zoé", "Ada"]
    keys.go_to("Choisir Lina")
    keys.press("Space")
    assert host.answer == "row:1"
    keys.press("ArrowDown")
    assert host.answer == "row:4"
    assert host.said == "Ligne choisie\u00a0: Éric, 14, 27/02/2026, Valmont."
    assert host.focused() == "row-4"


def test_sorting_by_one_column_too_many_changes_nothing(window):
    host = Host(window, "table", table(ask="order"))
    heading(host, "Ville").click()
    heading(host, "Nom").click()
    assert sorted_by(host) == "Trié par Nom (croissant), puis Ville (croissant)"
    assert host.answer == "order:nom-asc"


def test_rows_are_filtered_and_shown_again(window):
    host = Host(window, "table", table())
    keep(host, "Ville", "contient", "  VALMONT ")
    assert names(host) == ["Lina", "Zoé", "Éric"]
    assert host.said == "3 lignes sur 6."
    assert host.focused() == "filter"
    assert host.frame.get_by_label("Valeur").input_value() == ""
    keep(host, "Âge", "est égal à", "14,0")
    assert names(host) == ["Éric"]
    host.frame.get_by_label("Choisir Éric").check()
    assert host.answer == "row:4"
    keep(host, "Âge", "contient", "8")
    assert host.frame.locator("#count").inner_text() == "Aucune ligne sur 6"
    assert "Ligne choisie\u00a0: Éric, 14, 27/02/2026, Valmont" in host.words()
    assert host.answer == "row:4"
    assert host.problems() == []
    host.button("Enlever le filtre\u00a0: Âge contient «\u00a08\u00a0»").click()
    assert host.focused() == "count"
    host.button("Enlever le filtre\u00a0: Ville contient «\u00a0VALMONT\u00a0»").click()
    assert len(names(host)) == 6


@pytest.mark.parametrize(
    ("column", "way", "value", "found"),
    [
        ("Nom", "est égal à", "eric", ["Éric", "éric"]),
        ("Nom", "contient", "É", ["Élias", "Zoé", "Éric", "éric"]),
        ("Ville", "contient", "l'orme", ["éric"]),
        ("Âge", "est égal à", "12", ["Lina", "Ada"]),
        ("Âge", "contient", "12", ["Lina", "Élias", "Ada"]),
        ("Âge", "contient", "12.5", ["Élias"]),
        ("Inscription", "est égal à", "4/3/2026", ["Lina"]),
        ("Inscription", "contient", "/2025", ["Zoé", "éric"]),
        ("Inscription", "contient", "2026-", []),
    ],
)
def test_what_is_typed_is_compared_with_what_is_seen(window, column, way, value, found):
    host = Host(window, "table", table())
    keep(host, column, way, value)
    assert names(host) == found


def test_a_filter_needs_a_value_and_enter_is_enough(window):
    host = Host(window, "table", table())
    host.button("Filtrer").click()
    assert host.said == "Il manque une valeur."
    assert host.focused() == "value"
    host.page.keyboard.type("li")
    host.page.keyboard.press("Enter")
    assert names(host) == ["Lina", "Élias"]
    assert host.focused() == "value"


def test_figures_and_days_are_shown_as_in_france(window):
    columns = [{"id": "ville", "label": "Ville"}, {"id": "n", "label": "Nombre", "kind": "number"}]
    cells = ["2026", "12500", "-12.50", "1234567,5", "-1500", ""]
    world = table(columns=columns, rows=[[f"V{rank}", cell] for rank, cell in enumerate(cells)])
    host = Host(window, "table", world)
    shown = host.frame.locator("tbody .number").all_inner_texts()
    assert shown == ["2026", "12\u00a0500", "−12,50", "1\u00a0234\u00a0567,5", "−1500", ""]
    assert "04/03/2026" in Host(window, "table", table()).words()
    host = Host(window, "table", world)
    keep(host, "Nombre", "est égal à", "-12,5")
    assert names(host) == ["V2"]
    keep(host, "Nombre", "contient", "12 5")
    assert names(host) == ["V1"]


# As much as there can be, and words that are hard to sort.
WORDS = "cote côte coté Cote L’eau L'eau Laide œuf oeuf OEUF Œuf ça ca ÇA naïf Naif zéro-un zéro été".split()  # noqa: SIM905
WIDE = [{"id": f"c{rank}", "label": f"Colonne numéro {rank}"} for rank in range(7)]


def widest(**changes: object) -> dict[str, object]:
    columns = [{"id": "nombre", "label": "Nombre d’inscrits", "kind": "number"}, *WIDE]
    rows = [
        [
            str(rank * 7 % 5),
            *(f"{WORDS[(rank * step) % 19]} {rank % (step + 2)}" for step in range(1, 7)),
            f"r{rank}",
        ]
        for rank in range(40)
    ]
    return table(columns=columns, rows=rows, **changes)


@pytest.mark.parametrize("ask", ["row", "order"])
def test_the_largest_table_fits_and_scrolls_in_its_own_box(window, ask):
    host = Host(window, "table", widest(ask=ask))
    assert host.problems() == []
    assert host.frame.evaluate("document.getElementById('rows').scrollWidth > innerWidth")
    region = host.frame.get_by_role("region", name="Les inscrits du club")
    region.focus()
    host.page.keyboard.press("ArrowRight")
    host.frame.evaluate(SCROLLED)


def test_it_stays_where_it_was_scrolled_to(open_window):
    host = Host(open_window(**TABLET), "table", widest())
    host.frame.evaluate("document.getElementById('rows').scrollLeft = 200")
    host.frame.get_by_label("Choisir 2").first.check()
    assert host.answer == "row:2"
    assert host.frame.evaluate("document.getElementById('rows').scrollLeft") == 200


def test_the_browser_sorts_as_python_does(window):
    world = well_read("table", widest(ask="order"))
    rows = Rows(tuple(column.kind for column in world.columns), world.rows)
    host = Host(window, "table", widest(ask="order"))
    told = host.frame.evaluate(
        """(world) => [...Array(8).keys()].flatMap((column) => ["asc", "desc"].map(
            (direction) => orderOf(world, [{ column, direction }])))""",
        world.to_body(),
    )
    assert told == [rows.order([SortKey(column, down)]) for column in range(8) for down in (False, True)]


def test_the_browser_drops_the_keys_that_python_drops(window):
    world = well_read("table", table(ask="order"))
    rows = Rows((Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.TEXT), world.rows)
    chosen = [list(zip(columns, ways, strict=True)) for columns in permutations(range(4), 3)
              for ways in product((False, True), repeat=3)]  # fmt: skip
    wanted = [rows.that_matter([SortKey(*key) for key in keys]) for keys in chosen]
    host = Host(window, "table", table(ask="order"))
    told = host.frame.evaluate(
        """([world, lists]) => lists.map((keys) => thatMatter(world, keys.map(
            ([column, down]) => ({ column, direction: down ? "desc" : "asc" }))).map(
            ({ column, direction }) => [column, direction === "desc"]))""",
        [world.to_body(), chosen],
    )
    assert told == [[[key.column, key.is_descending] for key in keys] for keys in wanted]


@pytest.mark.parametrize(
    ("ask", "report", "first"),
    [
        ("row", "row:3", "Lina"),
        ("order", "order:age-desc,nom-asc", "Éric"),
        ("order", "order:jour-desc", "Lina"),
    ],
)
@pytest.mark.parametrize("is_locked", [True, False])
def test_what_was_reached_is_shown_again(window, ask, report, first, is_locked):
    host = Host(window, "table", table(ask=ask), report=report, locked=is_locked)
    assert host.answer == (None if is_locked else report)
    assert names(host)[0] == first
    assert host.frame.locator("tr.is-chosen").count() == (ask == "row")
    assert host.problems() == []


@pytest.mark.parametrize(
    "report",
    [
        "<b>",
        "row:0",
        "row:7",
        "row:x",
        "order:taille-asc",
        "order:age-haut",
        "order:age-constructor",
        "order:",
    ],
)
@pytest.mark.parametrize("ask", ["row", "order"])
def test_what_cannot_be_reached_is_nothing(window, ask, report):
    assert Host(window, "table", table(ask=ask), report=report).answer == ""


def test_texts_of_cells_are_text(window):
    world = table(rows=[["Lina<img src=x>", "12", "2026-03-04", "<b>Valmont</b>"]])
    host = Host(window, "table", world)
    host.frame.get_by_label("Choisir Lina").check()
    keep(host, "Nom", "contient", "<img src=x>")
    assert host.frame.locator("main :is(img, b)").count() == 0
    assert names(host) == ["Lina<img src=x>"]
