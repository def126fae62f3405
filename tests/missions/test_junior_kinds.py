"""Texts to fill in, labels to match or to order, lessons that move: their pages, and what was answered."""

import re

import pytest

from missions.models import ActivityAnswer
from tests.challenges.bodies import fill_in, lesson, matching, ordering, single_choice
from tests.learners.factories import LearnerFactory
from tests.missions.junior_cast import (
    Play,
    come_in,
    lasting_headers,
    right_value,
    without_tokens,
    wrong_value,
)
from tests.organizations.factories import OrganizationFactory
from tests.page_rules import page_problems
from tests.pages import plain

pytestmark = pytest.mark.django_db

SELECT = re.compile(r"<select ([^>]*)>(.*?)</select>", re.S)
OPTION = re.compile(r'<option value="(\w*)"( selected)?>(.*?)</option>')
SEVERAL = [fill_in(), matching(), ordering()]
several_places = pytest.mark.parametrize("body", SEVERAL, ids=lambda body: body["kind"])


@pytest.fixture
def aden(client):
    learner = LearnerFactory(organization=OrganizationFactory(session_open=True), first_name="Aden")
    come_in(client, learner)
    return learner


def options(page: str) -> list[list[str]]:
    """Return the words on offer in each list of the page."""
    return [[words for _, _, words in OPTION.findall(inside)] for _, inside in SELECT.findall(page)]


def chosen(page: str) -> list[str]:
    """Return the value that each list of the page holds."""
    return [
        next((value for value, is_selected, _ in OPTION.findall(inside) if is_selected), "")
        for _, inside in SELECT.findall(page)
    ]


def in_a_row(html: str) -> str:
    """Return the words of a page as they stand side by side, which matters where a sign follows a hole."""
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def text_of(page: str, css_class: str) -> str:
    return plain(re.search(rf'class="{css_class}[^>]*>(.*?)</p>', page, re.S)[1])


# --- Asking -----------------------------------------------------------------------------------------


def test_a_text_to_fill_in_has_its_holes_where_they_belong_each_with_a_name(client, aden):
    page = Play(client, aden, fill_in()).page()
    assert '<select name="answer" aria-label="Le dossier">' in page
    assert 'type="text" value="" maxlength="100" aria-label="La fin du nom" autocomplete="off"' in page
    assert sorted(options(page)[0][1:]) == ["Images", "Musique", "Vidéos"]
    without_options = re.sub(r"<option.*?</option>", "", page)
    expected = "La photo est dans . Son nom finit par , comme d’autres."
    assert text_of(without_options, "fill-in-text") == expected
    assert page_problems(page) == []


def test_the_signs_beside_a_hole_never_leave_it(client, aden):
    body = fill_in(text="Léa dit « {dossier} », puis {fin} ! Et après ?")
    page = re.sub(r"<(option).*?</option>|<(/?(select|input))[^>]*>", "", Play(client, aden, body).page())
    assert re.findall(r'<span class="gap">(.*?)</span>', page) == ["«\u00a0\u00a0»,", "\u00a0!"]


def test_each_place_to_match_is_a_list_of_all_labels_under_its_words(client, aden):
    page = Play(client, aden, matching()).page()
    labels = re.findall(r'<label class="place-label" for="(place-\d)" data-listen-text>(.*?)</label>', page)
    assert labels == [("place-1", "une photo"), ("place-2", "un texte")]
    assert 'id="place-1" name="answer"' in page
    one, other = options(page)
    assert one == other
    assert one[0] == "Choisis…"
    assert sorted(one[1:]) == [".jpg", ".mp3", ".odt"]
    assert "<legend>Choisis une étiquette pour chaque ligne.</legend>" in page
    assert page_problems(page) == []


def test_each_rank_to_order_is_a_list_too_and_labels_do_not_come_in_the_right_order(client, aden):
    page = Play(client, aden, ordering()).page()
    assert [plain(words) for words in re.findall(r"<label class=\"place-label\".*?</label>", page)] == [
        "Place 1",
        "Place 2",
        "Place 3",
    ]
    assert options(page)[0][1:] != ordering()["items"]
    assert sorted(options(page)[0][1:]) == sorted(ordering()["items"])


@several_places
def test_a_reload_keeps_the_order(client, aden, body):
    play = Play(client, aden, body)
    assert options(play.page()) == options(play.page())


@several_places
def test_reading_aloud_is_offered_for_what_is_to_be_read(client, aden, body):
    aden.is_oralization_enabled = True
    aden.save()
    page = Play(client, aden, body).page()
    task = page.partition('id="answer-form"')[2].partition("</form>")[0]
    assert "data-listen>" in task
    assert page_problems(page) == []


@pytest.mark.parametrize("body", [single_choice(), lesson()])
def test_only_the_kinds_that_need_them_load_a_style_and_a_script(client, aden, body):
    page = Play(client, aden, body, single_choice(), level="tutorial").page()
    assert "kinds.css" not in page
    assert "placing.js" not in page
    assert "placing.js" in Play(client, aden, matching()).page()


# --- After an answer --------------------------------------------------------------------------------


@several_places
def test_a_right_answer_is_shown_again_as_text(client, aden, body):
    play = Play(client, aden, body, single_choice())
    page = client.get(play.send(right_value(play.asked.challenge)).url).text
    assert ActivityAnswer.objects.get().verdict == "RIGHT"
    assert "Bien joué" in page
    assert "<select" not in page
    assert 'name="answer"' not in page
    shown = in_a_row(page.partition('class="question-form"')[2].partition('class="action-bar"')[0])
    for words in {"FILL_IN": ["La photo est dans Images.", "finit par jpg, comme"],
                  "MATCHING": ["une photo : .jpg", "un texte : .odt"],
                  "ORDERING": ["1 : J’ouvre le texte.", "3 : J’enregistre."]}[body["kind"]]:  # fmt: skip
        assert words in shown.replace("\u00a0", " ")
    assert re.search(r'class="(fill-in fill-in|placing placing(-ordered placing)?)-right"', page)
    assert page_problems(page) == []


@several_places
def test_no_part_of_a_wrong_answer_is_called_right_or_wrong(client, aden, body):
    play = Play(client, aden, body, single_choice())
    page = client.get(play.send(wrong_value(play.asked.challenge)).url).text
    assert ActivityAnswer.objects.get().verdict == "WRONG"
    assert "Ce n’est pas la bonne réponse." in page
    assert not re.search(r"(fill-in|placing)-(right|wrong)", page)


def test_a_wrong_text_with_one_hole_is_marked(client, aden):
    gap = fill_in()["gaps"][1]
    play = Play(client, aden, fill_in(text="Son nom finit par {fin}.", gaps=[gap]), single_choice())
    page = client.get(play.send(["<b>png</b>"]).url).text
    assert "fill-in fill-in-wrong" in page
    assert "<strong>&lt;b&gt;png&lt;/b&gt;</strong>." in page


# --- What is missing --------------------------------------------------------------------------------


@several_places
def test_an_empty_place_is_told_and_the_others_are_kept(client, aden, body):
    play = Play(client, aden, body)
    value = [*right_value(play.asked.challenge)[:-1], ""]
    response = play.send(value)
    assert response.status_code == 200
    assert "Il reste une place vide." in response.text
    lists = [each for each in chosen(response.text)]
    assert lists == value[: len(lists)]
    assert ActivityAnswer.objects.count() == 0


@pytest.mark.parametrize("body", SEVERAL[1:], ids=lambda body: body["kind"])
def test_a_label_serves_once(client, aden, body):
    play = Play(client, aden, body)
    value = right_value(play.asked.challenge)
    response = play.send([value[0]] * len(value))
    assert "Chaque étiquette sert une seule fois." in response.text


@several_places
def test_what_no_form_sends_is_refused_kindly(client, aden, body):
    play = Play(client, aden, body)
    for value in (["x"], ["x"] * 9, ["", "", ""], ["x", "y"], ["x", "y", "z"], ["a" * 101] * 2):
        assert play.send(value).status_code in (200, 303)
    assert play.page()


# --- Never in a browser -----------------------------------------------------------------------------


@several_places
def test_no_page_holds_what_is_right(client, aden, body):
    play = Play(client, aden, body, single_choice())
    pages = play.page() + client.get(play.send(wrong_value(play.asked.challenge)).url).text
    assert body["explanation"] not in pages
    assert "jpeg" not in pages


def test_texts_that_differ_by_their_solution_alone_are_the_same_bytes(client, aden):
    from challenges.content import digest_of
    from challenges.models import Challenge

    play = Play(client, aden, fill_in())
    row = Challenge.objects.get(code=play.asked.challenge.code)
    other = fill_in()["gaps"]
    other[0]["options"] = [{"wrong": "Images"}, {"right": "Musique"}, {"wrong": "Vidéos"}]
    other[1]["accepted"] = ["png"]
    shown = []
    for changes in ({}, {"gaps": other, "explanation": "Tout autre chose."}):
        row.body = row.body | changes
        row.digest = digest_of(row.body)
        row.save()
        for response in (client.get(f"{play.url}question/"), play.send([])):
            shown.append((without_tokens(response.text), lasting_headers(response)))
    assert shown[:2] == shown[2:]


# --- Lessons that move ------------------------------------------------------------------------------

PICTURE = {"alt": "Une photo.", "width": 520, "height": 320}
ANIMATION = {
    "title": "Ranger une photo",
    "frames": [
        {"picture": PICTURE | {"file": f"missions/{name}.svg"}, "caption": f"La photo est {name}."}
        for name in ("ici", "là")
    ],
}
VIDEO = {
    "title": "Ranger une photo",
    "file": "missions/ranger.webm",
    "captions": "missions/ranger.vtt",
    "transcript": ["Léa ouvre le dossier.", "Elle range la photo."],
}


def test_an_animation_is_a_list_of_pictures_and_captions_where_no_script_runs(client, aden):
    page = Play(client, aden, lesson(animation=ANIMATION), single_choice(), level="tutorial").page()
    frames = re.findall(r'<li class="frame">(.*?)</li>', page, re.S)
    assert [plain(frame) for frame in frames] == ["La photo est ici.", "La photo est là."]
    assert 'src="/static/missions/ici.svg" alt="Une photo." width="520" height="320"' in frames[0]
    assert '<div class="animation-bar" hidden' in page
    assert "Je continue" in page
    assert page_problems(page) == []


def test_a_video_has_captions_and_its_words_and_loads_nothing_unasked(client, aden):
    page = Play(client, aden, lesson(video=VIDEO), single_choice(), level="tutorial").page()
    assert '<video controls playsinline preload="none" width="640" height="400"' in page
    assert '<track kind="captions" src="/static/missions/ranger.vtt" srclang="fr"' in page
    words = plain(re.search(r'<details class="transcript">(.*?)</details>', page, re.S)[1])
    assert words == "Le texte de la vidéo Léa ouvre le dossier. Elle range la photo."
    assert page_problems(page) == []
