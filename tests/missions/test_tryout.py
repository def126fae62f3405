"""« Essayer la mission »: the pupils' pages and their path, and nothing written."""

import re
from random import Random

import pytest
from django.contrib.sessions.models import Session

from challenges.domain.schema import ChallengeSpec
from challenges.services import store_challenges
from missions.models import Activity, ActivityAnswer, Attempt
from missions.questions import challenge_of
from missions.services import tryout as services
from missions.services.asking import PlayError
from missions.services.tryout import Tryout
from missions.views.tryout import MOST_TRYOUTS, SESSION_KEY
from tests.challenges.bodies import lesson, multiple_choice, short_text, single_choice
from tests.learners.factories import LearnerFactory
from tests.missions.factories import MissionFactory
from tests.missions.junior_cast import NOW, mission_asking, right_value, wrong_value

NBSP = "\N{NO-BREAK SPACE}"


class Try:
    """A browser in which somebody of the staff tries a mission."""

    def __init__(self, person, mission) -> None:
        self.client, self.mission = person.client, mission
        self.url = f"/missions/{mission.pk}/essai/"

    def begin(self):
        return self.client.post(f"{self.url}commencer/", follow=True)

    @property
    def tryout(self) -> Tryout | None:
        return Tryout.from_state(self.client.session.get(SESSION_KEY, {}).get(str(self.mission.pk)))

    @property
    def asked(self):
        return services.question_of(self.tryout, self.mission)

    def form(self, value, **more) -> dict:
        asked = self.asked
        return {"activity": asked.activity.pk, "position": asked.position, "answer": value, **more}

    def send(self, form: dict, *, follow: bool = True):
        return self.client.post(f"{self.url}repondre/", form, follow=follow)

    def give(self, verdict: str):
        challenge = self.asked.challenge
        values = {"RIGHT": right_value, "WRONG": wrong_value, "SKIPPED": lambda challenge: []}
        skip = {"skip": "1"} if verdict == "SKIPPED" else {}
        return self.send(self.form(values[verdict](challenge), **skip))

    def play(self, *verdicts: str):
        for verdict in verdicts:
            page = self.give(verdict)
        return page

    def bar(self, path: str = "question/") -> str:
        """Return the words above the page."""
        text = self.client.get(f"{self.url}{path}").text
        words = re.search(r'<div class="tryout-words">(.*?)</div>', text, re.S)[1]
        return " ".join(re.sub(r"<[^>]+>", " ", words).split()).replace(NBSP, " ")


@pytest.fixture
def mission(db):
    return MissionFactory(title="Chercher", steps=2, positions=2, variants=2, playable=True)


@pytest.fixture
def trial(teacher, mission):
    return Try(teacher, mission)


@pytest.fixture
def begun(trial):
    trial.begin()
    return trial


# The path


def test_a_tryout_follows_the_path_of_the_pupils_and_says_why(begun):
    assert "étape 1 sur 2, validation." in begun.bar()
    assert "Pourquoi : la mission commence par les questions de validation." in begun.bar()
    begun.give("WRONG")
    assert "étape 1 sur 2, entraînement." in begun.bar()
    assert "Pourquoi : 1 erreur dans cette étape : entraînement." in begun.bar()
    begun.give("SKIPPED")
    assert "étape 1 sur 2, didacticiel." in begun.bar()
    assert "1 erreur et 1 « Je ne sais pas » dans cette étape : didacticiel." in begun.bar()
    begun.play("WRONG", "RIGHT")
    assert "le didacticiel est vu, on s’entraîne de nouveau." in begun.bar()
    begun.play("RIGHT", "RIGHT")
    assert "l’entraînement est réussi, on valide de nouveau l’étape." in begun.bar()
    begun.play("RIGHT", "RIGHT")
    assert "étape 2 sur 2, validation." in begun.bar()
    assert "Pourquoi : l’étape d’avant est réussie." in begun.bar()


def test_what_was_played_is_told_in_order(begun):
    begun.play("WRONG", "RIGHT", "RIGHT")
    path = begun.bar().partition("Le parcours de cet essai ")[2]
    assert path == (
        "étape 1 sur 2, validation : échouée"
        " étape 1 sur 2, entraînement : réussie"
        " étape 1 sur 2, validation : en cours"
    )


def test_a_faultless_tryout_comes_to_the_dare_and_ends_as_for_a_pupil(begun):
    begun.play(*["RIGHT"] * 4)
    assert "Vous êtes ici : défi. Pourquoi : toutes les étapes sont réussies sans didacticiel." in begun.bar()
    page = begun.give("RIGHT")
    assert "Bien joué" in page.text
    end = begun.client.get(f"{begun.url}question/", follow=True)
    assert end.redirect_chain == [(f"{begun.url}fin/", 302)]
    assert "Waouh, tu as relevé le défi" in end.text
    assert "fin de la mission, évaluation : dépassé. Pourquoi : le défi est joué." in begun.bar("fin/")


def test_three_failures_end_the_tryout(begun):
    begun.play("WRONG", "WRONG", "RIGHT", "RIGHT", "WRONG")
    assert "évaluation : non atteint." in begun.bar("fin/")
    assert "Pourquoi : 3 erreurs dans cette étape : la mission s’arrête là." in begun.bar("fin/")


def test_a_step_after_a_tutorial_leads_to_no_dare(begun):
    begun.play("WRONG", "WRONG", "RIGHT", "RIGHT", *["RIGHT"] * 6)
    assert "évaluation : atteint." in begun.bar("fin/")
    assert "Un didacticiel a aidé, il n’y a donc pas de défi." in begun.bar("fin/")


def test_another_variant_is_asked_the_second_time(begun):
    first = begun.tryout.activities[0].challenge_ids
    begun.play("WRONG", "RIGHT", "RIGHT")
    assert set(first).isdisjoint(begun.tryout.activities[2].challenge_ids)


# Nothing is kept


def test_nothing_is_written_but_the_session_of_the_browser(begun, teacher):
    begun.play("WRONG", "RIGHT", "RIGHT", *["RIGHT"] * 5)
    assert begun.tryout.is_over
    for model in (Attempt, Activity, ActivityAnswer):
        assert not model.objects.exists()
    results = teacher.client.get(f"/missions/{begun.mission.pk}/resultats/").text
    assert "Aucun élève" in results


def test_every_page_says_that_nothing_is_kept(trial):
    pages = [trial.client.get(trial.url), trial.begin(), trial.give("WRONG"), trial.give("RIGHT")]
    trial.play("RIGHT", "RIGHT", *["RIGHT"] * 4)
    pages.append(trial.client.get(f"{trial.url}fin/"))
    for page in pages:
        assert page.status_code == 200
        assert "Essai : rien n’est enregistré." in page.text.replace(NBSP, " ")
        assert "Se déconnecter" not in page.text
        # The foot of the page leads to what children are told of their data, which is nobody's.
        assert "/junior/" not in page.text.replace("/junior/mes-donnees/", "")


def test_the_state_stays_small(teacher):
    missions = [MissionFactory(playable=True) for _ in range(MOST_TRYOUTS + 2)]
    for mission in missions:
        Try(teacher, mission).begin()
    kept = teacher.client.session[SESSION_KEY]
    assert list(kept) == [str(mission.pk) for mission in missions[-MOST_TRYOUTS:]]
    longest = Try(teacher, missions[-1])
    longest.play("WRONG", "WRONG", "RIGHT", "RIGHT", "RIGHT", "RIGHT", "RIGHT", "RIGHT", "WRONG")
    stored = Session.objects.get(session_key=teacher.client.session.session_key)
    assert len(stored.session_data) < 4000


# Doors


def test_it_needs_neither_an_open_session_nor_pupils(begun, school):
    assert school.session_expires_at is None
    assert not school.learners.exists()
    assert begun.give("RIGHT").status_code == 200


def test_an_introduction_comes_first_where_there_is_one(teacher):
    trial = Try(teacher, mission_asking(introduction={"bubbles": ["Voici de quoi il s’agit."]}))
    page = trial.begin()
    assert page.redirect_chain == [(f"{trial.url}introduction/", 303)]
    assert "Voici de quoi il s’agit." in page.text
    assert f'href="{trial.url}question/"' in page.text


def test_a_mission_without_introduction_begins_at_once(begun):
    page = begun.client.get(f"{begun.url}introduction/", follow=True)
    assert page.redirect_chain == [(f"{begun.url}question/", 302)]


@pytest.mark.parametrize("body", [single_choice(), multiple_choice(), short_text(), lesson()])
def test_each_kind_of_question_is_asked_and_taken(teacher, body):
    level = "tutorial" if body["kind"] == "LESSON" else "validation"
    trial = Try(teacher, mission_asking(body, level=level))
    trial.begin()
    if level == "tutorial":
        trial.play("WRONG", "WRONG")
    number = len(trial.tryout.activities)
    page = trial.give("RIGHT")
    assert trial.tryout.activities[number - 1].verdicts == ["SEEN" if level == "tutorial" else "RIGHT"]
    assert page.status_code == 200


# Double clicks, Back, two tabs, what is missing


def test_the_question_and_its_choices_stay_on_a_reload(teacher):
    choices = [{"right": "a"}, *({"wrong": text} for text in "bcdef")]
    trial = Try(teacher, mission_asking(single_choice(choices=choices)))
    trial.begin()
    pages = [trial.client.get(f"{trial.url}question/").text for _ in range(2)]
    shown = [re.findall(r'name="answer" value="(\w+)"', page) for page in pages]
    assert len(shown[0]) == 6
    assert shown[0] == shown[1]
    feedback = trial.give("WRONG").text
    assert re.findall(r'name="answer" value="(\w+)"', feedback) == shown[0]


def test_a_double_click_counts_once(begun):
    form = begun.form(wrong_value(begun.asked.challenge))
    pages = [begun.send(form), begun.send(form)]
    assert pages[0].redirect_chain == pages[1].redirect_chain
    assert len(begun.tryout.activities) == 2


def test_the_last_answer_stays_on_a_reload_and_cannot_be_changed(begun):
    asked = begun.asked
    wrong, right = wrong_value(asked.challenge), right_value(asked.challenge)
    form = begun.form(right)
    page = begun.send(form)
    assert "Bien joué" in page.text
    assert "Bien joué" in begun.client.get(page.redirect_chain[-1][0]).text
    again = begun.send(form | {"answer": wrong})
    assert "Bien joué" in again.text
    assert begun.tryout.activities[0].verdicts == ["RIGHT"]


def test_an_answer_to_an_earlier_question_leads_to_the_one_of_now(begun):
    old = begun.form(wrong_value(begun.asked.challenge))
    begun.play("RIGHT", "RIGHT")
    page = begun.send(old)
    assert page.redirect_chain == [(f"{begun.url}question/?ici=1", 303)]
    assert "Voici la question où tu en es." in page.text
    assert len(begun.tryout.activities) == 2


def test_a_page_of_an_earlier_answer_leads_to_the_question_of_now(begun):
    first = begun.give("RIGHT").redirect_chain[-1][0]
    begun.give("RIGHT")
    assert begun.client.get(first, follow=True).redirect_chain == [(f"{begun.url}question/", 302)]


def test_a_form_of_the_tryout_before_says_nothing_in_the_new_one(begun):
    old = begun.form(wrong_value(begun.asked.challenge))
    begun.begin()
    assert begun.send(old).redirect_chain == [(f"{begun.url}question/?ici=1", 303)]
    assert begun.tryout.activities[0].verdicts == []


def test_an_empty_answer_is_told_and_counts_for_nothing(begun):
    page = begun.send(begun.form([]))
    assert "Donne d’abord ta réponse." in page.text
    assert begun.tryout.activities[0].verdicts == []


def test_je_ne_sais_pas_is_not_offered_in_a_tutorial(begun):
    begun.play("WRONG", "WRONG")
    page = begun.give("SKIPPED")
    assert "Ici, tu as le droit de te tromper." in page.text
    assert begun.tryout.activities[2].verdicts == []


@pytest.mark.parametrize(
    "form", [{}, {"activity": "x", "position": "0"}, {"activity": "1", "position": "-1"}]
)
def test_a_form_made_by_hand_leads_to_the_question(begun, form):
    assert begun.send(form).redirect_chain == [(f"{begun.url}question/", 303)]


def test_an_answer_after_the_end_leads_to_the_end(begun):
    last = begun.form(right_value(begun.asked.challenge))
    begun.play("WRONG", "WRONG", "RIGHT", "RIGHT", "WRONG")
    assert begun.send(last).redirect_chain[-1] == (f"{begun.url}fin/", 302)


def test_a_tryout_that_is_gone_begins_again(begun):
    form = begun.form(right_value(begun.asked.challenge))
    begun.client.post(f"{begun.url}quitter/")
    for page in (begun.send(form), begun.client.get(f"{begun.url}question/", follow=True)):
        assert page.redirect_chain == [(f"{begun.url}?perdu=1", 303)]
        assert "L’essai d’avant n’est plus là." in page.text
    assert begun.client.get(f"{begun.url}fin/", follow=True).redirect_chain == [(begun.url, 302)]
    assert begun.client.get(f"{begun.url}reponse/1/0/", follow=True).status_code == 200


@pytest.mark.parametrize("state", [None, 3, [], {}, {"activities": []}, {"activities": [{"level": "X"}]}])
def test_a_state_of_another_release_is_as_good_as_none(begun, state):
    session = begun.client.session
    session[SESSION_KEY] = {str(begun.mission.pk): state}
    session.save()
    assert begun.client.get(f"{begun.url}question/").status_code == 303
    assert begun.client.get(begun.url).status_code == 200


# Going on, beginning again, leaving


def test_a_tryout_goes_on_where_it_was(begun):
    begun.give("RIGHT")
    page = begun.client.get(begun.url, follow=True)
    assert page.redirect_chain == [(f"{begun.url}question/", 302)]
    assert len(begun.tryout.activities[0].verdicts) == 1


def test_beginning_again_forgets_what_was_played(begun):
    begun.play("WRONG", "RIGHT")
    begun.begin()
    assert len(begun.tryout.activities) == 1
    assert begun.tryout.given is None


def test_leaving_leads_back_to_the_mission(begun):
    page = begun.client.post(f"{begun.url}quitter/", follow=True)
    assert page.redirect_chain == [(f"/missions/{begun.mission.pk}/", 303)]
    assert begun.tryout is None
    assert f'href="{begun.url}">Essayer la mission</a>' in page.text


def test_two_missions_are_tried_side_by_side(teacher, begun):
    other = Try(teacher, MissionFactory(playable=True))
    other.begin()
    other.give("WRONG")
    assert len(begun.tryout.activities) == 1
    assert len(other.tryout.activities) == 2


# A mission that is edited meanwhile


def test_an_edited_question_stays_as_it_was_asked(begun, mission):
    asked = begun.asked
    body = challenge_of(asked.activity.challenge_ids[0]).to_body() | {"bubbles": ["Une autre question ?"]}
    store_challenges(specs=[ChallengeSpec.from_body(body)], now=NOW)
    assert "Une autre question" not in begun.client.get(f"{begun.url}question/").text


def test_an_edited_mission_is_told(begun, mission):
    assert "La mission a changé" not in begun.bar()
    mission.digest = "x" * 64
    mission.save()
    assert "La mission a changé depuis le début de l’essai." in begun.bar()
    begun.begin()
    assert "La mission a changé" not in begun.bar()


def test_a_step_that_is_taken_out_ends_the_tryout(begun, mission):
    begun.play("WRONG", "RIGHT", "RIGHT", "RIGHT")
    mission.body["steps"] = mission.body["steps"][:1]
    mission.body["achievements"] = mission.body["achievements"][:1]
    mission.digest = "y" * 64
    mission.save()
    begun.give("RIGHT")
    assert "défi" in begun.bar()


# The service by itself


def test_an_answer_that_is_not_asked_changes_nothing(mission):
    tryout = services.start_tryout(mission=mission, rng=Random(1))
    with pytest.raises(PlayError):
        services.give_answer(
            tryout, mission=mission, activity=tryout.activity_number(1), position=1, rng=Random(1)
        )


def test_pages_of_a_tryout_take_few_queries(begun, school, flat_queries):
    def grow(n):
        LearnerFactory.create_batch(n, organization=school)

    flat_queries(lambda: begun.client.get(f"{begun.url}question/"), grow, budget=7)
