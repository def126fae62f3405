"""« Correction »: the questions with their answers, and those that a class missed, nobody being named."""

import re

import pytest

from challenges.domain.schema import ChallengeSpec
from challenges.services import store_challenges
from learners.models import Learner
from missions.models import Activity, ActivityAnswer
from missions.questions import challenge_of
from tests.challenges.bodies import (
    fill_in,
    lesson,
    matching,
    multiple_choice,
    ordering,
    short_text,
    single_choice,
)
from tests.learners.factories import LearnerFactory
from tests.missions.factories import STARTED_AT, AttemptFactory, MissionFactory
from tests.missions.junior_cast import NOW, mission_asking
from tests.organizations.factories import OrganizationFactory
from tests.pages import plain

Verdict = ActivityAnswer.Verdict


@pytest.fixture
def mission(db):
    return MissionFactory(title="Chercher", steps=2, positions=2, variants=2, playable=True)


def show(person, mission, **query) -> str:
    page = person.client.get(f"/missions/{mission.pk}/correction/", query)
    assert page.status_code == 200
    return page.text


def titles(text: str) -> list[str]:
    return [plain(title) for title in re.findall(r"<h2 id=.*?</h2>", text, re.S)]


def questions(text: str) -> list[str]:
    """Return what each question asks."""
    return [plain(asked) for asked in re.findall(r'<div class="corrected-text">(.*?)</div>', text, re.S)]


def answers(text: str) -> list[str]:
    """Return the unfolding part of each question."""
    return [plain(part) for part in re.findall(r'<details class="corrected-answer".*?</details>', text, re.S)]


class Class:
    """Pupils who answered questions of a mission, each in an attempt of his own."""

    def __init__(self, school, mission, division="CM2", **attempt) -> None:
        self.school, self.mission, self.division, self.attempt = school, mission, division, attempt

    def answers(self, code: str, *verdicts: str, **learner) -> None:
        for verdict in verdicts:
            pupil = LearnerFactory(organization=self.school, division=self.division, **learner)
            attempt = AttemptFactory(mission=self.mission, learner=pupil, **self.attempt)
            challenge = challenge_row(code)
            activity = Activity.objects.create(
                attempt=attempt, rank=1, level="VALIDATION", step=0, variant=0, challenge_ids=[challenge.pk]
            )
            ActivityAnswer.objects.create(
                activity=activity, position=0, challenge=challenge, value=[], verdict=verdict,
                answered_at=STARTED_AT,
            )  # fmt: skip


def challenge_row(code: str):
    return ActivityAnswer.challenge.field.related_model.objects.filter(code=code).latest("revision")


# The questions and their answers


def test_questions_come_in_the_order_of_the_pupils_path(teacher, mission):
    text = show(teacher, mission)
    levels = ["validation", "entraînement", "didacticiel"]
    expected = [f"Étape {step} : Les bons mots {step}, {level}" for step in (1, 2) for level in levels]
    assert titles(text) == [*expected, "Défi"]
    asked = questions(text)
    assert len(asked) == 25
    assert asked[:3] == [
        f"Est-ce la question {mission.code}-e1-va-{number} ?" for number in ("1-v1", "1-v2", "2-v1")
    ]
    headings = [plain(heading) for heading in re.findall(r"<h3>(.*?)</h3>", text)]
    assert headings[:3] == [
        "Question 1, version A", "Question 1, version B", "Question 2, version A"
    ]  # fmt: skip
    assert headings[-1] == "Question 1"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (single_choice(), "Bonne réponse : en Asie Le panda roux vit dans les montagnes d’Asie."),
        (multiple_choice(), "Bonnes réponses : loup, neige Ces deux mots sont importants."),
        (
            short_text(),
            "Bonne réponse : baleine Réponses acceptées aussi : une baleine Il faut nommer l’animal.",
        ),
        (
            fill_in(),
            "Bonne réponse : La photo est dans « Images ». Son nom finit par « jpg », comme d’autres."
            " Réponses acceptées aussi : La fin du nom (jpeg) Une photo est une image.",
        ),
        (
            matching(),
            "Bonne réponse : une photo → .jpg un texte → .odt La fin du nom dit ce que contient le fichier.",
        ),
        (
            ordering(),
            "Bonne réponse : 1. J’ouvre le texte. 2. J’écris. 3. J’enregistre."
            " On enregistre ce qui est écrit.",
        ),
    ],
)
def test_an_answer_says_what_is_right_and_why(teacher, body, expected):
    assert answers(show(teacher, mission_asking(body)))[0].endswith(expected)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (fill_in(), "La photo est dans …. Son nom finit par …, comme d’autres. Le dossier :"),
        (matching(), "une photo un texte"),
        (ordering(), "J’enregistre."),
    ],
)
def test_what_is_asked_stands_above_the_answer_without_it(teacher, body, expected):
    text = show(teacher, mission_asking(body), niveaux="VALIDATION")
    asked = plain(text.split('<details class="corrected-answer"')[0].split('id="correction"')[1])
    assert expected in asked.replace("\u00a0", " ")
    assert "→" not in asked
    assert "1. " not in asked


def test_right_proposals_are_marked_where_the_answer_unfolds(teacher):
    text = show(teacher, mission_asking(multiple_choice()), niveaux="VALIDATION")
    marked = re.findall(r'<li class="is-right">(.*?)</li>', text, re.S)
    assert [plain(each) for each in marked] == ["loup", "neige"]
    assert "Bonne" not in plain(
        text.split('<details class="corrected-answer"')[0].split('id="correction"')[1]
    )


def test_answers_are_folded_until_all_are_asked_for(teacher, mission):
    folded, shown = show(teacher, mission), show(teacher, mission, reponses="1", etapes="1")
    assert '<details class="corrected-answer">' in folded
    assert '<details class="corrected-answer" open>' not in folded
    assert 'href="?reponses=1">Tout montrer</a>' in folded
    assert '<details class="corrected-answer">' not in shown
    assert 'href="?etapes=1">Tout cacher</a>' in shown


def test_lessons_ask_nothing_and_are_left_out(teacher):
    text = show(teacher, mission_asking(lesson(), single_choice(), level="tutorial"), niveaux="TUTORIAL")
    assert questions(text) == ["Où vit le panda roux ?"]
    assert "Lis avant de cliquer." not in text


def test_the_latest_text_of_a_question_is_shown(teacher, mission):
    row = challenge_row(f"{mission.code}-defi-1-v1")
    body = challenge_of(row.pk).to_body() | {"bubbles": ["Une autre question ?"]}
    store_challenges(specs=[ChallengeSpec.from_body(body)], now=NOW)
    assert questions(show(teacher, mission, niveaux="DARE")) == ["Une autre question ?"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"niveaux": "DARE"}, 1),
        ({"niveaux": ["VALIDATION", "DARE"]}, 9),
        ({"etapes": "2"}, 12),
        ({"etapes": "2", "niveaux": "TRAINING"}, 4),
        ({"etapes": "2", "niveaux": "DARE"}, 0),
        ({"etapes": "9", "niveaux": "NOPE", "classes": "CM9"}, 25),
    ],
)
def test_questions_are_filtered_by_step_and_level(teacher, mission, query, count):
    text = show(teacher, mission, **query)
    assert len(questions(text)) == count
    assert ("Aucune question" in text) == (count == 0)


def test_the_filters_bring_a_part_of_the_page(teacher, mission):
    page = teacher.client.get(
        f"/missions/{mission.pk}/correction/", {"niveaux": "DARE"}, headers={"HX-Request": "true"}
    )
    assert page.text.lstrip().startswith('<div class="fragment" id="correction">')
    assert len(questions(page.text)) == 1


# What a class missed


def test_the_most_missed_questions_of_a_class_come_first(teacher, school, mission):
    code = f"{mission.code}-e1-va"
    cm2 = Class(school, mission)
    cm2.answers(f"{code}-1-v1", Verdict.RIGHT, Verdict.RIGHT, Verdict.RIGHT, Verdict.WRONG)
    cm2.answers(f"{code}-1-v2", Verdict.RIGHT)
    cm2.answers(f"{code}-2-v1", Verdict.WRONG, Verdict.SKIPPED, Verdict.RIGHT)
    Class(school, mission, "CM1").answers(f"{code}-1-v2", Verdict.WRONG)
    text = show(teacher, mission, classes="CM2", ratees="on")
    assert questions(text) == [f"Est-ce la question {code}-{number} ?" for number in ("2-v1", "1-v1")]
    assert re.findall(r"Ratée (\d+) fois sur (\d+) \((\d+)", text) == [("2", "3", "67"), ("1", "4", "25")]
    heading = plain(re.search(r"<h3>(.*?)</h3>", text, re.S)[1])
    assert heading == "Question 2, version A Étape 1 : Les bons mots 1, validation"


def test_without_the_option_a_chosen_class_keeps_the_order_and_tells_its_share(teacher, school, mission):
    code = f"{mission.code}-e1-va-1-v1"
    Class(school, mission).answers(code, Verdict.WRONG, Verdict.RIGHT)
    Class(school, mission, "CM1").answers(code, Verdict.WRONG)
    text = show(teacher, mission, classes="CM2")
    assert len(questions(text)) == 25
    assert re.findall(r"Ratée (\d+) fois sur (\d+)", text) == [("1", "2")]
    assert "Ratée" not in show(teacher, mission)


def test_no_class_chosen_means_the_whole_school_and_no_other(teacher, school, mission):
    code = f"{mission.code}-e1-va-1-v1"
    Class(school, mission).answers(code, Verdict.WRONG)
    Class(school, mission, "CM1").answers(code, Verdict.WRONG)
    Class(OrganizationFactory(), mission).answers(code, Verdict.WRONG, Verdict.WRONG)
    Class(school, MissionFactory()).answers(code, Verdict.WRONG)
    Class(school, mission, school_year=2025).answers(code, Verdict.WRONG)
    assert re.findall(r"Ratée (\d+) fois sur (\d+)", show(teacher, mission, ratees="on")) == [("2", "2")]
    past = show(teacher, mission, ratees="on", annee="2025")
    assert re.findall(r"Ratée (\d+) fois sur (\d+)", past) == [("1", "1")]


def test_a_class_that_missed_nothing_is_told_so(teacher, school, mission):
    Class(school, mission).answers(f"{mission.code}-e1-va-1-v1", Verdict.RIGHT)
    text = show(teacher, mission, ratees="on")
    assert "Aucune question ratée" in text
    assert questions(text) == []


def test_no_pupil_is_named(teacher, school, mission):
    names = {"first_name": "Zéphirine", "last_name": "Quincampoix"}
    Class(school, mission).answers(f"{mission.code}-e1-va-1-v1", Verdict.WRONG, **names)
    for query in ({}, {"classes": "CM2"}, {"ratees": "on", "reponses": "1"}):
        text = show(teacher, mission, **query)
        assert "Zéphirine" not in text
        assert "Quincampoix" not in text


def test_it_needs_neither_an_open_session_nor_pupils(teacher, school, mission):
    assert school.session_expires_at is None
    assert not Learner.objects.exists()
    assert len(questions(show(teacher, mission, ratees="on"))) == 0


def test_the_page_of_the_mission_leads_there_and_back(teacher, mission):
    url = f"/missions/{mission.pk}/correction/"
    assert f'href="{url}">Correction</a>' in teacher.client.get(f"/missions/{mission.pk}/").text
    assert f'href="/missions/{mission.pk}/"' in show(teacher, mission)


@pytest.mark.parametrize("query", [{}, {"classes": "CM2"}, {"classes": "CM2", "ratees": "on"}])
def test_the_same_queries_for_any_number_of_pupils(teacher, school, mission, flat_queries, query):
    def grow(n):
        Class(school, mission).answers(f"{mission.code}-e1-va-1-v1", *[Verdict.WRONG] * n)

    flat_queries(lambda: show(teacher, mission, **query), grow, budget=9)


@pytest.mark.parametrize("positions", [1, 4])
def test_the_same_queries_for_any_number_of_questions(teacher, positions, django_assert_max_num_queries):
    mission = MissionFactory(steps=3, positions=positions, playable=True)
    show(teacher, mission)
    with django_assert_max_num_queries(9):
        assert len(questions(show(teacher, mission))) == 3 * 3 * positions * 2 + 1
