"""An animation at the pupil’s pace: still at first, picture by picture, or by itself until it is stopped."""

import pytest

from tests.browser.desk import Desk
from tests.browser.kinds import ANIMATION, store

pytestmark = pytest.mark.browser

CAPTIONS = [frame["caption"] for frame in ANIMATION["animation"]["frames"]]


class Lesson(Desk):
    def __init__(self, stage, window) -> None:
        super().__init__(stage, window, (*store(ANIMATION), "recherche-mots-va-1b"))

    @property
    def captions(self) -> list[str]:
        return self.page.locator(".frame:visible p").all_inner_texts()

    def told_politely(self) -> str:
        return self.page.locator("#announcer").inner_text()


def test_it_begins_still_and_goes_on_picture_by_picture(stage, open_window):
    window = open_window(reduced_motion="no-preference")
    window.page.clock.install()
    lesson = Lesson(stage, window)
    lesson.page.clock.fast_forward(60_000)
    assert lesson.captions == CAPTIONS[:1]
    assert lesson.told_politely() == ""
    window.button("Avant").click(force=True)
    assert lesson.captions == CAPTIONS[:1]
    window.button("Après").click()
    assert lesson.captions == CAPTIONS[1:2]
    assert lesson.told_politely() == f"Image 2 sur 3\u00a0: {CAPTIONS[1]}"
    window.button("Après").click()
    window.button("Après").click(force=True)
    assert lesson.captions == CAPTIONS[2:]
    window.button("Avant").click()
    assert lesson.captions == CAPTIONS[1:2]


def test_it_plays_stops_and_begins_again(stage, open_window):
    window = open_window()
    window.page.clock.install()
    lesson = Lesson(stage, window)
    window.button("Lecture").click()
    lesson.page.clock.fast_forward(5_000)
    assert lesson.captions == CAPTIONS[1:2]
    window.button("Pause").click()
    lesson.page.clock.fast_forward(60_000)
    assert lesson.captions == CAPTIONS[1:2]
    window.button("Lecture").click()
    lesson.page.clock.fast_forward(5_000)
    assert lesson.captions == CAPTIONS[2:]
    window.button("Lecture").click()  # at its end it has stopped by itself
    assert lesson.captions == CAPTIONS[:1]
    window.button("Pause").wait_for()


def test_without_script_all_pictures_stand_in_a_row_with_their_captions(stage, open_window):
    lesson = Lesson(stage, open_window(java_script_enabled=False))
    assert lesson.captions == CAPTIONS
    assert not lesson.page.get_by_text("Lecture").is_visible()
    lesson.window.button("Je continue").click()
    lesson.page.get_by_text("question 2 sur 2").wait_for()
    assert lesson.answers == [(0, "SEEN")]
