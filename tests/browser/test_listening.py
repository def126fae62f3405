"""Reading aloud: one text at a time, by a French voice of the device, and it stops when it should."""

from collections.abc import Iterator

import pytest

from learners.models import Learner
from tests.browser.views import BY_NAME
from tests.browser.views.junior import feedback_of, junior_mission
from tests.browser.views.view import pupil
from tests.browser.window import Window

pytestmark = pytest.mark.browser

# A voice that speaks until it is told to end: what it is given, and how often it was silenced. What it holds
# lives as long as the tab, so that a page can be asked what the one before it did.
VOICE = """
    const speech = speechSynthesis;
    speech.current = null;
    speech.speak = (utterance) => {
        speech.current = utterance;
        const before = JSON.parse(sessionStorage.spoken ?? "[]");
        sessionStorage.spoken = JSON.stringify([...before, utterance.text]);
    };
    speech.cancel = () => {
        if (speech.current) sessionStorage.silenced = Number(sessionStorage.silenced ?? 0) + 1;
        const cut = speech.current;
        speech.current = null;
        cut?.onerror?.({ error: "interrupted" });
    };
    Object.defineProperty(speech, "speaking", { get: () => Boolean(speech.current) });
    Object.defineProperty(speech, "pending", { get: () => false });
"""
NO_VOICE = "speechSynthesis.getVoices = () => window.voices ?? [];"
ENGLISH = {"lang": "en-GB", "name": "Kate", "localService": True}
FAR_AWAY = {"lang": "fr-FR", "name": "Français du réseau", "localService": False}
OF_ANDROID = {"lang": "fr_FR", "name": "français France", "localService": True}


@pytest.fixture
def listener(open_window, stage) -> Iterator[Window]:
    """The tablet of Capucine, who may listen, before her question with several answers."""
    window = open_window(viewport={"width": 1024, "height": 768})
    window.context.add_init_script(VOICE)
    BY_NAME["junior, several answers"].show(window, stage)
    return window


def spoken(window: Window) -> list[str]:
    return window.page.evaluate("JSON.parse(sessionStorage.spoken ?? '[]')")


def silenced(window: Window) -> int:
    return window.page.evaluate("Number(sessionStorage.silenced ?? 0)")


def listen(window: Window, what: str = "la consigne", rank: int = 0) -> None:
    window.page.get_by_role("button", name=f"J’écoute {what}", exact=True).nth(rank).click()


def stops(window: Window) -> int:
    return window.button("Stop").count()


def test_a_bubble_alone_is_read_and_its_button_stops_it(listener):
    listen(listener)
    assert spoken(listener) == [listener.page.locator(".bubble-text").first.inner_text()]
    assert stops(listener) == 1
    listener.button("Stop").click()
    assert (stops(listener), silenced(listener)) == (0, 1)


def test_one_thing_is_heard_at_a_time(listener):
    listen(listener)
    label = listener.page.locator(".choice-label").first.inner_text()
    listen(listener, label)
    assert spoken(listener)[1:] == [label]
    assert (stops(listener), silenced(listener)) == (1, 1)


def test_each_answer_and_the_hint_can_be_heard_and_nothing_is_ticked(listener):
    page = listener.page
    labels = page.locator(".choice-label").all_inner_texts()
    for label in labels:
        listen(listener, label)
    page.locator(".choices > .listen").click()
    assert spoken(listener) == [*labels, "Sélectionne plusieurs réponses."]
    assert page.locator(".choice :checked").count() == 0


def test_nothing_is_ever_read_unasked(listener):
    assert spoken(listener) == []


@pytest.mark.parametrize("end", ["onend()", "onerror({ error: 'synthesis-failed' })"])
def test_the_button_comes_back_when_the_voice_ends_or_fails(listener, end):
    listen(listener)
    listener.page.evaluate(
        f"() => {{ const told = speechSynthesis.current; speechSynthesis.current = null; told.{end}; }}"
    )
    assert stops(listener) == 0
    listen(listener)
    assert len(spoken(listener)) == 2


def test_the_late_end_of_one_text_does_not_stop_the_next(listener):
    listen(listener)
    listener.page.evaluate("() => { window.first = speechSynthesis.current; }")
    listen(listener, rank=1)
    listener.page.evaluate("first.onend()")
    assert stops(listener) == 1


def test_a_device_that_never_says_that_it_ended_gets_its_button_back(listener):
    page = listener.page
    page.clock.install()
    page.reload()
    listen(listener)
    page.clock.run_for(20_000)
    assert stops(listener) == 1
    page.evaluate("() => { speechSynthesis.current = null; }")
    page.clock.run_for(5_000)
    assert stops(listener) == 0


def test_the_voice_stops_with_the_page(listener, stage):
    listen(listener)
    listener.page.goto("/junior/missions/")
    assert silenced(listener) == 1
    assert stops(listener) == 0


def test_the_voice_stops_when_the_tablet_shows_something_else(listener):
    listen(listener)
    listener.page.evaluate("""() => {
        Object.defineProperty(document, "hidden", { value: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }""")
    assert (stops(listener), silenced(listener)) == (0, 1)


@pytest.mark.parametrize("voice", [None, ENGLISH, FAR_AWAY], ids=["none", "English", "not on the device"])
def test_without_a_french_voice_of_the_device_there_is_no_button(open_window, stage, voice):
    window = open_window()
    window.context.add_init_script(NO_VOICE)
    window.bring(pupil("Capucine")(stage))
    window.page.goto(junior_mission("question/")(stage))
    window.page.evaluate("voice => { window.voices = voice ? [voice] : []; }", voice)
    window.page.evaluate("speechSynthesis.dispatchEvent(new Event('voiceschanged'))")
    assert window.page.locator("[data-listen]").count() > 4
    assert window.page.locator("[data-listen]").locator("visible=true").count() == 0


@pytest.mark.parametrize("tells", [True, False], ids=["told", "untold"])
def test_a_voice_that_comes_late_brings_the_buttons(open_window, stage, tells):
    window = open_window()
    window.context.add_init_script(NO_VOICE)
    window.page.clock.install()
    window.bring(pupil("Capucine")(stage))
    window.page.goto(junior_mission("question/")(stage))
    window.page.evaluate("voice => { window.voices = [voice]; }", OF_ANDROID)
    if tells:
        window.page.evaluate("speechSynthesis.dispatchEvent(new Event('voiceschanged'))")
    else:
        window.page.clock.run_for(1_000)
    buttons = window.page.locator(":is(.talk, .question) [data-listen]")
    assert buttons.locator("visible=true").count() == buttons.count() > 0


def test_a_browser_without_speech_or_without_scripts_shows_no_button(open_window, stage):
    mute = open_window()
    mute.context.add_init_script("delete Window.prototype.speechSynthesis; delete window.speechSynthesis;")
    for window in (mute, open_window(java_script_enabled=False)):
        window.bring(pupil("Capucine")(stage))
        window.page.goto(junior_mission("question/")(stage))
        assert window.button("Je vérifie").is_visible()
        assert window.page.locator("[data-listen]").locator("visible=true").count() == 0


LISTENED = {
    "missions": (lambda stage: "/junior/missions/", "Noé"),
    "mission": (junior_mission(), "Aden"),
    "introduction": (junior_mission("introduction/"), "Aden"),
    "lesson": (junior_mission("question/"), "Louison"),
    "typed answer": (junior_mission("question/"), "Clémence"),
    "feedback": (feedback_of("Isaac"), "Isaac"),
    "result": (junior_mission("fin/"), "Léandre"),
}


@pytest.mark.parametrize("name", LISTENED)
def test_every_bubble_of_every_page_is_read_to_those_who_may_listen_and_to_no_one_else(
    open_window, stage, name
):
    url, first_name = LISTENED[name]
    window = open_window()
    window.context.add_init_script(VOICE)
    window.bring(pupil(first_name)(stage))
    learner = Learner.objects.filter(pk=stage.pupil(first_name).pk)
    window.page.goto(url(stage))
    assert window.page.locator("[data-listen]").count() == 0
    # The teacher switches it on meanwhile: the next page knows.
    learner.update(is_oralization_enabled=True)
    window.page.reload()
    bubbles = window.page.locator(".bubble").locator("visible=true")
    assert bubbles.count()
    for bubble in bubbles.all():
        bubble.get_by_role("button", name="J’écoute la consigne").click()
        assert spoken(window)[-1].startswith(bubble.locator(".bubble-text").inner_text().split("\n")[0])
    learner.update(is_oralization_enabled=False)
    window.page.reload()
    assert window.page.locator("[data-listen]").count() == 0


def test_lists_are_read_line_by_line(open_window, stage):
    window = open_window()
    window.context.add_init_script(VOICE)
    Learner.objects.filter(pk=stage.pupil("Yanis").pk).update(is_oralization_enabled=True)
    window.bring(pupil("Yanis")(stage))
    window.page.goto(junior_mission()(stage))
    listen(window, "la mission")
    (text,) = spoken(window)
    assert text.startswith(f"{stage.mission.title}. Objectifs de la mission\u00a0:")
    assert all(objective in text for objective in stage.mission.body["objectives"])
