"""The drawings: what a tablet can show, texts that stay in their room, the same file each time."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from campaigns.content.making import screens as s
from campaigns.content.making.icons import ICONS

SVG = "{http://www.w3.org/2000/svg}"


def mail() -> s.Drawing:
    about = {"sender": "Nora", "to": "4e B", "copy": "M. Petit", "date": "3 mars", "subject": "Sortie"}
    return s.mail(**about, body=["Bonjour,", "À jeudi."], attachments=["plan.pdf"])


def page() -> s.Drawing:
    return s.page(
        s.title("Titre"),
        "Un mot **gras**, un //penché//, un __souligné__.",
        s.Picture(side="right", caption="Le port"),
        "Le texte va autour de la photo, ligne après ligne, puis reprend toute la largeur.",
        s.bullet("Un point"),
        s.Text("Au centre", align="center"),
        s.Picture(side="behind"),
        marks=True,
    )


DRAWINGS = {
    "browser": lambda: s.browser(
        "clubs.example",
        s.heading("Clubs"),
        s.link("Plan"),
        "Trois.",
        tabs=["Un", "Deux"],
        lock=False,
        tools=["star"],
    ),
    "results": lambda: s.browser(
        "r.example",
        s.search_field("club", button="Chercher"),
        s.results(
            ("Un", "un.example", "Le club.", "Annonce"), ("Deux", "deux.example", "L’autre."), numbered=True
        ),
    ),
    "form": lambda: s.framed(
        s.stack(s.field("Nom", "Diallo"), s.options({"Oui": True}), s.button("OK", main=True))
    ),
    "application": lambda: s.application(
        "Lettre.odt",
        page(),
        menus=["Fichier"],
        toolbar=["bold", "|", "Styles"],
        pressed=["bold"],
        status="Page 1",
    ),
    "menu": lambda: s.application(
        "Photo",
        "Image",
        menus=["Fichier", "Image"],
        opened=s.Menu("Image", ["Tourner|Ctrl+R", "-"], "Tourner"),
    ),
    "phone": lambda: s.phone(
        "Réglages", s.settings({"Micro": True, "Langue": "Français"}, width=s.inner(320))
    ),
    "dialog": lambda: s.dialog(
        "Enregistrer", "Garder ?", buttons=["Non", "Oui"], main="Oui", icon_name="warning"
    ),
    "grid": lambda: s.framed(
        s.grid(
            [["Nom", "Note"], ["Lina", 12.5], ["Noé", date(2026, 3, 4)]],
            marked=["B2"],
            cell="B3",
            formula="=B2",
        )
    ),
    "table": lambda: s.framed(s.table(["Ville", "Habitants"], [["Marelle", "12 400"]], marked=[1])),
    "tree": lambda: s.framed(s.tree("Documents\n  Maths\n    cours.odt\nMusique", marked=["cours.odt"])),
    "files": lambda: s.framed(
        s.files([("plan.png", "2 Mo", "12/07/2026")], sorted_by="Taille", marked=["plan.png"])
    ),
    "bars": lambda: s.framed(
        s.bars({"2024": 12, "2025": 18}, title="Élèves", axis="en milliers", marked=["2025"])
    ),
    "flat bars": lambda: s.framed(s.flat_bars({"Vidéos": 12, "Jeux": 7.5}, unit=" Go")),
    "curves": lambda: s.framed(s.curves(["mai", "juin"], {"Nord": [1, 4], "Sud": [8, 12]}, written=True)),
    "pie": lambda: s.framed(s.pie({"Vidéos": 75, "Photos": 25}, title="Occupation")),
    "mail": lambda: s.application("Messagerie", mail()),
    "mailbox": lambda: s.framed(s.mailbox([("Nora", "Sortie", "hier")], unread=[1], attached=[1])),
    "conversation": lambda: s.framed(s.conversation([("Lina", "Ça va ?", "17:02"), ("Vous", "Oui.")])),
    "post": lambda: s.framed(
        s.stack(s.post("Club", "Samedi.", detail="2 h", actions=["Partager"]), s.comment("A", "B"))
    ),
    "ruler": lambda: s.framed(s.ruler(left=1, right=14)),
    "canvas": lambda: s.canvas(
        520,
        200,
        s.labelled(20, 60, 110, 60, "Ordinateur"),
        s.arrow(132, 90, 200, 90, both=True),
        s.diamond(210, 40, 200, 100, "Ça marche ?"),
        s.callout(470, 90, 1),
        fill=s.PALE,
    ),
    "menu over": lambda: s.browser("a.example", "Un texte", height=200).over(
        s.at(60, 60, s.drop_down(["Copier"]))
    ),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_the_same_each_time_and_holds_shapes_and_texts_alone(name):
    svg = DRAWINGS[name]().svg()
    assert svg == DRAWINGS[name]().svg()
    assert_rules(svg)


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_holds_in_its_square(name):
    drawn = s.icon(name)
    assert (drawn.width, drawn.height) == (24, 24)
    assert_rules(s.margin(drawn, 4).svg())


def assert_rules(svg: str) -> None:
    root = ET.fromstring(svg)  # noqa: S314 (our own)
    assert {"width", "height", "viewBox"} <= root.attrib.keys()
    assert root.get("font-family") == "Arial, Helvetica, sans-serif"
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in {"svg", "g", "rect", "circle", "path", "text"}
        assert not {"style", "href", "class", "id"} & element.attrib.keys()
        assert "url(" not in "".join(element.attrib.values())


def words_of(drawing: s.Drawing) -> list[str]:
    return [(element.text or "").rstrip(" ") for element in texts_of(drawing)]


def texts_of(drawing: s.Drawing) -> list[ET.Element]:
    return list(ET.fromstring(drawing.svg()).iter(f"{SVG}text"))  # noqa: S314 (our own)


def test_widths_are_those_of_arial():
    assert s.width_of("Élève", 100) == pytest.approx(66.7 + 22.2 + 55.6 + 50 + 55.6)
    assert s.width_of("Élève", 100, bold=True) > s.width_of("Élève", 100)
    with pytest.raises(ValueError, match="may be missing"):
        s.width_of("bravo 🎉", 17)


def test_a_text_is_cut_at_spaces_and_not_at_no_break_spaces():
    assert s.wrap("un deux trois", 70, 17) == ["un deux", "trois"]
    assert s.wrap("un\ndeux", 200, 17) == ["un", "deux"]
    assert s.wrap("fin\xa0! oui", 40, 17) == ["fin\xa0!", "oui"]
    with pytest.raises(ValueError, match="needs"):
        s.wrap("anticonstitutionnellement", 60, 17)


@pytest.mark.parametrize(
    "draw",
    [
        lambda: s.browser("https://" + "long" * 30 + ".example"),
        lambda: s.application("A", menus=["Affichage"] * 8),
        lambda: s.dialog("A", "B", buttons=["Un bouton vraiment long"] * 3),
        lambda: s.browser("a.example", s.settings({"Micro": True}, width=600)),
        lambda: s.browser("a.example", "Un texte", height=60),
        lambda: s.grid([["Une cellule " * 6, "une autre"]]),
        lambda: s.tree("un-nom-de-fichier-qui-ne-tient-pas-du-tout.odt", width=200),
        lambda: s.labelled(0, 0, 90, 30, "Trois lignes de texte au moins"),
        lambda: s.bars(
            {"Un très long libellé": 3, "Un autre long libellé": 2, "Encore un libellé": 2, "Et un": 1}
        ),
        lambda: s.canvas(100, 100, s.text(60, 20, "Trop à droite")),
        lambda: s.canvas(100, 100, s.rect(50, 50, 80, 20)),
    ],
)
def test_what_leaves_its_room_is_refused(draw):
    with pytest.raises(ValueError, match=r"."):
        draw()


def test_texts_over_each_other_or_too_small_are_refused():
    with pytest.raises(ValueError, match="written over"):
        s.canvas(200, 60, s.text(10, 30, "Un mot"), s.text(20, 34, "Un autre")).svg()
    with pytest.raises(ValueError, match="letters of 12"):
        s.canvas(200, 60, s.text(10, 30, "Petit", size=12)).svg()
    with pytest.raises(ValueError, match=r"letters of 17, at least 24\.6"):
        s.canvas(800, 60, s.text(10, 30, "Vu de loin")).svg()


def test_a_drawing_that_is_too_heavy_is_refused():
    marks = [s.circle(10 + rank % 50 * 10, 10 + rank // 50 * 10, 4) for rank in range(200)]
    with pytest.raises(ValueError, match="weighs"):
        s.canvas(520, 60, *marks).svg()


def test_a_window_hides_what_is_below():
    below = s.browser("a.example", "Un texte que la boîte recouvre", height=260)
    assert words_of(below.over(s.at(20, 60, s.dialog("Boîte", "Oui ?"))))[-1] == "OK"


def test_numbers_and_dates_are_shown_as_in_french():
    assert {"12,5", "04/03/2026", "−3"} <= set(words_of(s.grid([["a"], [12.5], [date(2026, 3, 4)], [-3.0]])))


def test_states_are_told_in_words_too():
    shown = words_of(s.settings({"Micro": True, "Position": False}))
    assert {"Activé", "Désactivé"} <= set(shown)
    chart = words_of(s.pie({"Vidéos": 45, "Photos": 55}))
    assert {"A", "B", "Vidéos\xa0: 45\xa0%"} <= set(chart)


def test_words_of_several_looks_keep_their_places():
    drawn = s.page("Un mot **gras** ici.")
    assert words_of(drawn) == ["Un mot", "gras", "ici."]
    looks = texts_of(drawn)
    assert [element.get("font-weight") for element in looks] == [None, "bold", None]
    places = [float(element.get("x")) for element in looks]
    assert places[1] == pytest.approx(places[0] + s.width_of("Un mot ", 17), abs=0.2)


def test_an_address_is_not_taken_for_italics():
    assert words_of(s.page("https://a.example et //b//")) == ["https://a.example et", "b"]


def test_a_chart_refuses_a_value_outside_its_axis():
    with pytest.raises(ValueError, match="outside"):
        s.bars({"a": 12}, highest=10)
    with pytest.raises(ValueError, match="outside"):
        s.bars({"a": 12}, lowest=20, highest=40)
