"""The question page of each kind, what comes after an answer, and what never reaches a browser."""

import re

import pytest
from django.utils import timezone

from challenges.content import digest_of
from challenges.models import Challenge
from missions.models import ActivityAnswer
from missions.questions import challenge_of, question_of
from tests.challenges.bodies import lesson, multiple_choice, short_text, single_choice
from tests.learners.factories import LearnerFactory
from tests.missions.junior_cast import (
    Play,
    answer_form,
    come_in,
    give,
    lasting_headers,
    right_value,
    start,
    without_tokens,
    wrong_value,
)
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

PICTURE = {"file": "missions/x.svg", "alt": "Une <carte>.", "width": 520, "height": 320}
CHOICE = re.compile(r'<input type="(\w+)" name="answer" value="(\w+)"( checked)?( disabled)?>')


@pytest.fixture
def aden(client):
    school = OrganizationFactory(session_open=True)
    learner = LearnerFactory(organization=school, first_name="Aden", last_name="SECRETNAME")
    come_in(client, learner)
    return learner


# --- Asking -----------------------------------------------------------------------------------------


def test_a_single_choice_is_a_group_of_radio_buttons(client, aden):
    page = Play(client, aden, single_choice()).page()
    assert [kind for kind, *_ in CHOICE.findall(page)] == ["radio"] * 3
    assert "<legend>Sélectionne une seule réponse.</legend>" in page
    assert '<div class="bubble-text" data-listen-text><p>Où vit le panda roux' in page
    for button in ("Je vérifie", "Je ne sais pas"):
        assert button in page
    assert page.count("<h1") == 1
    assert "question 1 sur 1" in page


def test_a_multiple_choice_is_a_group_of_check_boxes(client, aden):
    page = Play(client, aden, multiple_choice()).page()
    assert [kind for kind, *_ in CHOICE.findall(page)] == ["checkbox"] * 4
    assert "<legend>Sélectionne plusieurs réponses.</legend>" in page


def test_a_short_text_is_a_field_with_its_label(client, aden):
    page = Play(client, aden, short_text(hint="Écris un animal.")).page()
    assert '<label for="answer">Écris un animal.</label>' in page
    assert 'id="answer" name="answer" type="text" value="" maxlength="100" autocomplete="off"' in page


def test_a_lesson_only_goes_on(client, aden):
    play = Play(client, aden, lesson(picture=PICTURE), single_choice(), level="tutorial")
    page = play.page()
    assert "Je continue" in page
    assert "Je vérifie" not in page
    assert "Je ne sais pas" not in page
    response = play.send([])
    assert (response.status_code, response.url) == (303, f"{play.url}question/")
    assert "question 2 sur 2" in play.page()


def test_a_tutorial_offers_no_way_out(client, aden):
    page = Play(client, aden, single_choice(), level="tutorial").page()
    assert "Je vérifie" in page
    assert "Je ne sais pas" not in page


def test_pictures_have_their_words_and_their_size(client, aden):
    choices = [{"right": "en Asie", "picture": PICTURE | {"alt": "L’Asie."}}, {"wrong": "en Europe"}]
    page = Play(client, aden, single_choice(picture=PICTURE, choices=choices)).page()
    assert 'src="/static/missions/x.svg" alt="Une &lt;carte&gt;." width="520" height="320"' in page
    assert 'alt="L’Asie."' in page
    assert 'class="choices choices-pictures"' in page


def test_several_bubbles_with_emphasis_and_no_markup_of_the_author(client, aden):
    page = Play(client, aden, single_choice(bubbles=["Un **mot**.", "<script>1</script>"])).page()
    assert "<p>Un <strong>mot</strong>.</p>" in page
    assert "&lt;script&gt;1&lt;/script&gt;" in page


def test_choices_are_mixed_for_each_pupil_and_stay_on_every_reload(client, aden):
    body = single_choice(choices=[{"right": "a"}, *({"wrong": word} for word in "bcdefgh")])
    play = Play(client, aden, body)
    first = [value for _, value, *_ in CHOICE.findall(play.page())]
    assert [value for _, value, *_ in CHOICE.findall(play.page())] == first
    answered = client.get(play.send([first[0]]).url).text
    assert [value for _, value, *_ in CHOICE.findall(answered)] == first
    orders = {tuple(choice.id for choice in play_again(play).choices) for _ in range(6)}
    assert len(orders) > 1


def play_again(play: Play):
    """Return what another pupil is shown of the same mission."""
    other = LearnerFactory(organization=play.learner.organization)
    attempt = start(other, play.mission, now=timezone.now())
    return question_of(other, play.mission.pk).challenge.public_view(seed=attempt.pk)


@pytest.mark.parametrize("is_enabled", [True, False])
def test_reading_aloud_is_offered_to_whom_it_was_given(client, aden, is_enabled):
    aden.is_oralization_enabled = is_enabled
    aden.save()
    assert ("data-listen>" in Play(client, aden, single_choice()).page()) is is_enabled


# --- After an answer --------------------------------------------------------------------------------


def test_a_right_answer_is_praised_and_locked(client, aden):
    play = Play(client, aden, single_choice(), single_choice())
    value = right_value(play.asked.challenge)
    response = play.send(value)
    assert response.status_code == 303
    page = client.get(response.url).text
    assert "Bien joué" in page
    assert '<body class="junior scene-right">' in page
    assert page.count('class="choice choice-right"') == 1
    assert {(chosen == value[0]) == bool(ticked) for _, chosen, ticked, _ in CHOICE.findall(page)} == {True}
    assert all(locked for *_, locked in CHOICE.findall(page))
    assert f'href="{play.url}question/"' in page
    assert "Je vérifie" not in page


def test_a_wrong_answer_is_taken_kindly_and_the_right_one_stays_unknown(client, aden):
    play = Play(client, aden, single_choice(), single_choice())
    page = client.get(play.send(wrong_value(play.asked.challenge)).url).text
    assert "Ce n’est pas la bonne réponse." in page
    assert page.count('class="choice choice-wrong"') == 1
    assert "choice-right" not in page
    assert "Le panda roux vit dans les montagnes" not in page


def test_no_tick_of_a_wrong_multiple_choice_is_called_wrong(client, aden):
    """Some of them are right: saying which would be telling the answer, or a lie."""
    play = Play(client, aden, multiple_choice())
    page = client.get(play.send(wrong_value(play.asked.challenge)).url).text
    assert "choice-wrong" not in page
    assert "choice-right" not in page
    assert sum(bool(ticked) for _, _, ticked, _ in CHOICE.findall(page)) == 4


def test_a_typed_answer_is_shown_again_and_escaped(client, aden):
    play = Play(client, aden, short_text())
    page = client.get(play.send(['"><b>chat</b>']).url).text
    assert '<input id="answer" type="text" value="&quot;&gt;&lt;b&gt;chat&lt;/b&gt;" disabled>' in page


def test_i_do_not_know_goes_on_without_a_word(client, aden):
    play = Play(client, aden, single_choice())
    response = play.send([], skip="1")
    assert response.url == f"{play.url}question/"
    assert ActivityAnswer.objects.get().verdict == "SKIPPED"
    assert "Entraînement" in play.page()


@pytest.mark.parametrize("verdict", ["SKIPPED", "SEEN"])
def test_what_was_not_judged_has_no_page_to_come_back_to(client, aden, verdict):
    play = Play(client, aden, single_choice(), single_choice())
    answer = play.give("RIGHT")
    ActivityAnswer.objects.update(verdict=verdict)
    url = f"{play.url}reponse/{answer.activity_id}/0/"
    assert client.get(url).url == f"{play.url}question/"


# --- What is missing --------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [single_choice(), multiple_choice(), short_text()])
def test_an_empty_answer_is_asked_again(client, aden, body):
    play = Play(client, aden, body)
    response = play.send([])
    assert response.status_code == 200
    assert 'role="status" tabindex="-1" data-focus' in response.text
    assert response.text.count("Donne d’abord ta réponse.") == 2  # the bubble, and the hint for scripts
    assert "<title>Attention" in response.text
    assert ActivityAnswer.objects.count() == 0


def test_one_tick_is_kept_and_more_are_asked_for(client, aden):
    play = Play(client, aden, multiple_choice())
    tick = play.asked.challenge.choices[0].id
    response = play.send([tick])
    assert response.status_code == 200
    assert "Attention, sélectionne plusieurs réponses !" in response.text
    assert [value for _, value, ticked, _ in CHOICE.findall(response.text) if ticked] == [tick]
    assert ActivityAnswer.objects.count() == 0


def test_a_text_that_is_too_long_is_kept(client, aden):
    response = Play(client, aden, short_text()).send(["mot " * 30])
    assert "Ta réponse est trop longue." in response.text
    assert f'value="{"mot " * 30}"' in response.text


def test_skipping_a_tutorial_by_hand_is_refused_kindly(client, aden):
    play = Play(client, aden, single_choice(), level="tutorial")
    response = play.send([], skip="1")
    assert response.status_code == 200
    assert "Ici, tu as le droit de te tromper." in response.text


def test_a_nul_character_is_no_reason_to_fail(client, aden):
    play = Play(client, aden, short_text())
    assert play.send(["bal\0eine"]).status_code == 303
    assert ActivityAnswer.objects.get().value == ["baleine"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"activity": "x", "position": "0"},
        {"activity": "1"},
        {"activity": "-1", "position": "0"},
        {"activity": str(10**30), "position": "0"},
        {"activity": "1", "position": str(10**30)},
        {"activity": "1", "position": "-1"},
        {"activity": str(2**63 - 1), "position": "0"},
    ],
)
def test_a_form_made_by_hand_leads_back_to_the_question(client, aden, sent):
    play = Play(client, aden, single_choice())
    response = client.post(f"{play.url}repondre/", sent)
    assert (response.status_code, response.url.partition("?")[0]) == (303, f"{play.url}question/")
    assert ActivityAnswer.objects.count() == 0


# --- Once only --------------------------------------------------------------------------------------


def test_sending_an_answer_again_shows_the_first_one(client, aden):
    """A reload, the Back button, a double click: whatever comes second counts for nothing."""
    play = Play(client, aden, single_choice(), single_choice())
    challenge = play.asked.challenge
    form = answer_form(aden, play.mission, wrong_value(challenge))
    first = client.post(f"{play.url}repondre/", form)
    for again in (
        form,
        form | {"answer": right_value(challenge)},
        form | {"answer": []},
        form | {"skip": "1"},
    ):
        assert client.post(f"{play.url}repondre/", again).url == first.url
    assert ActivityAnswer.objects.get().verdict == "WRONG"
    assert play.asked.activity.rank == 2


def test_the_back_button_shows_the_question_of_now(client, aden):
    play = Play(client, aden, single_choice(), single_choice())
    play.page()
    client.get(play.send(right_value(play.asked.challenge)).url)
    assert "question 2 sur 2" in play.page()


def test_an_answer_to_what_was_not_asked_leads_to_the_question_of_now(client, aden):
    play = Play(client, aden, single_choice(), single_choice())
    response = client.post(f"{play.url}repondre/", answer_form(aden, play.mission, ["x"]) | {"position": 1})
    assert response.status_code == 303
    assert "Voici la question où tu en es." in client.get(response.url).text


def test_the_answers_of_another_pupil_are_out_of_reach(client, aden):
    play = Play(client, aden, single_choice())
    other = LearnerFactory(organization=aden.organization)
    start(other, play.mission, now=timezone.now())
    theirs = give(other, play.mission, "RIGHT", now=timezone.now())
    assert client.get(f"{play.url}reponse/{theirs.activity_id}/0/").status_code == 404
    response = play.send(["x"], activity=theirs.activity_id)
    assert response.url == f"{play.url}question/?ici=1"


@pytest.mark.parametrize("url", ["{0}/0/", "{0}/7/", f"{10**30}/0/", "{0}/" + str(10**30) + "/"])
def test_answers_that_were_not_given_have_no_page(client, aden, url):
    play = Play(client, aden, single_choice())
    path = url.format(play.asked.activity.pk)
    assert client.get(f"{play.url}reponse/{path}").status_code == 404


@pytest.mark.parametrize("page", ["question", "fin", "reponse/1/0"])
def test_numbers_beyond_the_database_are_no_error(client, aden, page):
    assert client.get(f"/junior/missions/{10**30}/{page}/", follow=True).status_code in (200, 404)


def test_an_answer_for_another_mission_leads_to_its_own_page(client, aden):
    one, other = Play(client, aden, single_choice()), Play(client, aden, single_choice())
    form = answer_form(aden, one.mission, right_value(one.asked.challenge))
    response = client.post(f"{other.url}repondre/", form)
    assert response.url.startswith(one.url)
    assert client.get(response.url).status_code == 200


def test_who_signed_out_meanwhile_is_led_to_the_code_page_and_answers_nothing(client, aden):
    play = Play(client, aden, single_choice())
    client.post("/junior/deconnexion/")
    assert play.send(right_value(play.asked.challenge)).url == "/junior/"
    assert ActivityAnswer.objects.count() == 0


# --- Never in a browser -----------------------------------------------------------------------------

OTHER_SOLUTIONS = [
    (single_choice(), {"choices": [{"wrong": "en Asie"}, {"right": "en Afrique"}, {"wrong": "en Europe"}]}),
    (
        multiple_choice(),
        {"choices": [{"wrong": "loup"}, {"right": "une"}, {"wrong": "neige"}, {"right": "dans"}]},
    ),
    (short_text(), {"accepted": ["chat", "un chat"], "treatments": ["t1"]}),
]


@pytest.mark.parametrize(("body", "other"), OTHER_SOLUTIONS)
def test_questions_that_differ_by_their_solution_alone_are_the_same_bytes(client, aden, body, other):
    """Text and headers of the question, and of the page that asks for an answer."""
    play = Play(client, aden, body)
    shown = []
    row = Challenge.objects.get(code=play.asked.challenge.code)
    for changes in ({}, other | {"explanation": "Tout autre chose."}):
        row.body = row.body | changes
        row.digest = digest_of(row.body)
        row.save()
        for response in (client.get(f"{play.url}question/"), play.send([])):
            shown.append((without_tokens(response.text), lasting_headers(response)))
    assert shown[:2] == shown[2:]


@pytest.mark.parametrize("body", [single_choice(), multiple_choice(), short_text(), lesson()])
def test_no_page_of_a_question_holds_its_explanation_or_an_accepted_answer(client, aden, body):
    play = Play(client, aden, body, single_choice(), level="tutorial")
    pages = play.page()
    value = [] if body["kind"] == "LESSON" else wrong_value(play.asked.challenge)
    pages += client.get(play.send(value).url).text
    for secret in [body.get("explanation", "rien de tel"), *body.get("accepted", [])]:
        assert secret not in pages


def test_only_the_first_name_is_on_the_screens(client, aden):
    play = Play(client, aden, single_choice())
    page = play.page() + client.get(play.send(right_value(play.asked.challenge)).url).text
    assert "Aden" in page
    for word in ("SECRETNAME", aden.national_student_id, "2016"):
        assert word not in page


# --- Cost -------------------------------------------------------------------------------------------


def test_question_and_answer_cost_the_same_however_long_the_attempt(client, aden, flat_queries):
    play = Play(client, aden, *[single_choice() for _ in range(30)])
    for challenge in Challenge.objects.all():
        challenge_of(challenge.pk)  # once for a whole class

    def grow(number: int) -> None:
        LearnerFactory.create_batch(number, organization=aden.organization, division=aden.division)
        for _ in range(number):
            play.give("RIGHT")

    flat_queries(play.page, grow, budget=2)
    feedback = f"{play.url}reponse/{play.asked.activity.pk}/0/"
    flat_queries(lambda: client.get(feedback), grow, budget=2)

    def answer() -> None:
        assert play.send(right_value(play.asked.challenge)).status_code == 303

    # The pupil’s seven, and two of the test’s own to find what is asked.
    flat_queries(answer, grow, budget=9)


def test_an_answer_costs_few_queries(client, aden, django_assert_num_queries):
    play = Play(client, aden, single_choice(), single_choice())
    play.page()
    form = answer_form(aden, play.mission, right_value(play.asked.challenge))
    with django_assert_num_queries(7):
        client.post(f"{play.url}repondre/", form)


def test_an_answer_that_opens_another_activity_costs_a_few_more(client, aden, django_assert_max_num_queries):
    play = Play(client, aden, single_choice())
    form = answer_form(aden, play.mission, wrong_value(play.asked.challenge))
    with django_assert_max_num_queries(12):
        client.post(f"{play.url}repondre/", form)
