"""A text: what an author may write, and which ends a pupil can come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.domain.simulators.text_changes import BLOCKS, MARKS, SIDES, Piece, read_report, report
from tests.challenges.simulators.more_worlds import text
from tests.challenges.simulators.worlds import messages, well_read


def written(**changes: object):
    return well_read("editor", text(**changes))


@pytest.mark.parametrize(
    "told",
    [
        "p1:title",
        "p1:title+center",
        "p1:center; p2[2-4]:bold",
        "p1:list+right+bold+underline",
        "p1[1]:bold; p1[2]:italic",
        "p2[3]:no-italic",
        "p3:left",
        "p4:no-bold",
        "p4[1-2]:no-bold; p4[4]:italic",
        "order:p2,p1,p3,p4",
        "order:p1,p2,p3,p4,p1.2; p1.2:title",
        "order:p1,p1.2,p2,p3,p4; p1:title",
        "order:p2,p3,p4",
        "order:p1,p2,p4; p4:center",
    ],
)
def test_an_end_that_can_be_reached(told):
    assert written().may_report(told)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "p1",
        "p1:",
        "p1:gras",
        "p1:text",
        "p1:left",
        "p3:right",
        "p4:bold",
        "p1:center+title",
        "p1:italic+bold",
        "p1:bold+bold",
        "p1[1-2]:bold",
        "p1[1]:bold; p1[2]:bold",
        "p1[0]:bold",
        "p1[2-1]:bold",
        "p1[1-1]:bold",
        "p1[01]:bold",
        "p2[9]:bold",
        "p2:italic",
        "p2:bold+no-italic",
        "p2[2]:title",
        "p9:title",
        "p1.2:title",
        "p2:title; p1:title",
        "p1:title;p2:title",
        "order:p1,p2,p3,p4",
        "order:",
        "order:p1,p1,p2,p3,p4",
        "order:p1.2,p1,p2,p3,p4",
        "order:p1,p2,p9",
        "order:p1, p2",
        "order:p1.2; p1:bold",
        "order:p2,p1,p3,p4; order:p2,p1,p3,p4",
        f"order:{','.join(['p1', *(f'p1.{rank}' for rank in range(2, 30))])}",
    ],
)
def test_an_end_that_cannot_be_reached_or_is_written_otherwise(wrong):
    assert not written().may_report(wrong)


@pytest.mark.parametrize(
    ("buttons", "possible", "impossible"),
    [
        (["bold"], "p1:bold", "p1:italic"),
        (["title"], "p1:title", "p1:center"),
        (["left"], "p3:left", "p3:center"),
        (["cut"], "order:p1,p3,p4", "order:p1,p3,p2,p4"),
        (["cut", "paste"], "order:p1,p3,p2,p4", "p1:bold"),
        (["cut", "paste"], "order:p1,p2,p3,p4,p4.2", "p1:title"),
        (["copy", "paste"], "order:p1,p2,p1.2,p3,p4", "order:p2,p1,p3,p4"),
        (["copy", "bold"], "p1:bold", "order:p1,p2,p1.2,p3,p4"),
        (["paste", "bold"], "p1:bold", "order:p1,p2,p1.2,p3,p4"),
    ],
)
def test_what_has_no_button_cannot_be_done(buttons, possible, impossible):
    world = written(buttons=buttons)
    assert world.may_report(possible)
    assert not world.may_report(impossible)


def test_what_a_button_gave_it_takes_away():
    world = written(paragraphs=[{"text": "Les loups", "format": "title"}], buttons=["title"])
    assert world.may_report("p1:text")
    assert not world.may_report("p1:list")


@pytest.mark.parametrize(
    ("paragraph", "message"),
    [
        ({"text": "Les loups", "format": "gras"}, "« gras » ne se comprend pas"),
        ({"text": "Les loups", "words": ["3:bold"]}, "« bold » ne se comprend pas"),
        ({"text": "Les loups", "words": ["bold"]}, "«  » ne se comprend pas"),
        ({"text": "Les loups", "words": ["1:title"]}, "« title » ne se comprend pas"),
        ({"text": ""}, "il manque une valeur."),
        ({"text": "Les loups", "gras": "yes"}, "clé inconnue « gras »."),
    ],
)
def test_a_slip_of_a_paragraph_is_told(paragraph, message):
    assert any(told.startswith(message) for told in messages("editor", text(paragraphs=[paragraph])))


def test_a_text_is_short_and_its_buttons_are_known():
    long = messages("editor", text(paragraphs=[{"text": "Encore."}] * 10))
    assert long == ["10 paragraphes, 9 au plus."]
    (told,) = messages("editor", text(buttons=["imprimer"]))
    assert told.startswith("valeur inconnue « imprimer » ; possibles : bold, italic")


def test_how_it_looks_at_first_is_stored_in_one_way():
    one = written(
        paragraphs=[{"text": "Un loup  gris\nici", "format": "bold", "words": ["1-2:italic", "3-4:italic"]}]
    )
    other = written(paragraphs=[{"text": "Un loup gris ici", "format": "italic+bold"}])
    assert one.to_body() == other.to_body()


def test_the_text_is_proof_read():
    assert written().texts[0] == "Les loups"
    assert "Ils jouent toute la journée\u00a0!" in written().texts


marks = st.frozensets(st.sampled_from(MARKS))


@st.composite
def pieces(draw, origin: int):
    return Piece(
        origin=origin,
        marks=tuple(draw(st.lists(marks, min_size=origin, max_size=origin))),
        block=draw(st.sampled_from(BLOCKS)),
        side=draw(st.sampled_from(SIDES)),
    )


@given(st.data())
def test_every_end_is_told_and_read_back(data):
    began = [data.draw(pieces(origin)) for origin in range(1, 4)]
    origins = data.draw(st.lists(st.integers(1, 3), min_size=1, max_size=6))
    now = [data.draw(pieces(origin)) for origin in origins]
    assert read_report(report(began, now), began) == now
