"""The framework as it is shipped: complete, checked, loaded, and asked by both engines to its end."""

import io
import re
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command

from campaigns.content import Catalogue, read_catalogue
from campaigns.content.loading import load_framework
from campaigns.courses import course_of, skills_of
from campaigns.domain.answers import Answer, Outcome, Sitting
from campaigns.domain.bayes.engine import Bayes
from campaigns.domain.catalogue import levels_of
from campaigns.domain.content import Course
from campaigns.domain.engine import Engine, Question
from campaigns.domain.practice import deeds_of
from campaigns.domain.profiles import Category, skill_codes
from campaigns.domain.scoring import mastery
from campaigns.domain.smart_random import SmartRandom
from campaigns.domain.stages import BANDS
from campaigns.models import Skill, TargetProfile
from challenges.domain.crcn import COMPETENCES
from challenges.models import Challenge, Tutorial

# Subjects that the figures of the guides name.
NAMED = {
    "Mot de passe robuste",
    "Recherche sur le web",
    "Wikipédia",
    "Tri",
    "Organisation de fichiers",
    "Solutions de stockage",
    "Droit d’auteur",
    "Vocabulaire et fonctionnement des réseaux sociaux",
    "Publication en ligne",
    "Mise en forme des caractères d’un texte",
    "Intégration d’une image dans un texte",
    "Téléchargement",
    "Formats de son et vidéo",
}


@cache
def shipped() -> Catalogue:
    return read_catalogue()


def test_check_content_has_no_error_and_no_advice_and_prints_each_competence_by_level():
    output = io.StringIO()
    call_command("check_content", stdout=output)
    text = output.getvalue()
    assert re.search(r"^16 compétences, \d+ épreuves\u00a0: aucune erreur, aucun conseil\.$", text, re.M)
    for competence in COMPETENCES.values():
        assert re.search(rf"^{re.escape(str(competence)[:40])}.*( +\d+/\d+){{6}}", text, re.M), competence
    assert "[conseil]" not in text


def test_each_competence_has_three_subjects_of_five_levels_and_two_questions_a_skill():
    competences = shipped().competences
    assert {each.code for each in competences} == set(COMPETENCES)
    for competence in competences:
        assert len(competence.tubes) >= 3, competence.code
        assert min(len(tube.skills) for tube in competence.tubes) >= 5, competence.code
        assert set(levels_of(competence)) >= set(range(1, 7)), competence.code
        assert len(competence.challenges) >= 2 * len(competence.skills), competence.code
        practical = sum(bool(deeds_of(challenge)) for challenge in competence.challenges)
        assert practical >= len(competence.challenges) / 3, competence.code


def test_the_subjects_that_the_guides_name_are_there():
    titles = {tube.title for competence in shipped().competences for tube in competence.tubes}
    assert titles >= NAMED


def test_some_questions_are_timed_some_keep_the_page_in_front_and_some_have_files():
    challenges = [challenge for each in shipped().competences for challenge in each.challenges]
    assert any(challenge.timer for challenge in challenges)
    assert any(challenge.is_focused for challenge in challenges)
    assert any(len(challenge.files) > 1 for challenge in challenges)
    suffixes = {Path(file.file).suffix for challenge in challenges for file in challenge.files}
    assert suffixes >= {".odt", ".docx", ".ods", ".xlsx", ".csv", ".jpg", ".zip"}


def test_the_courses_are_those_that_schools_know():
    framework = shipped().competences
    by_category = {category: 0 for category in Category}
    for profile in shipped().profiles:
        by_category[profile.category] += 1
    assert by_category[Category.COMPETENCES] == 16
    assert by_category[Category.BACK_TO_SCHOOL] == 7
    assert by_category[Category.DISCIPLINE] == 4
    titles = {profile.title for profile in shipped().profiles}
    assert titles >= {"Découverte", "Socle commun, fin de cycle 4"}
    sizes = {profile.code: len(skill_codes(profile, framework)) for profile in shipped().profiles}
    assert sizes["bases-du-numerique"] == 22
    assert all(
        profile.stages == BANDS.stages
        for profile in shipped().profiles
        if profile.category is Category.BACK_TO_SCHOOL
    )


@pytest.fixture
def loaded(db) -> None:
    load_framework()


def test_all_of_it_is_loaded_and_loading_twice_changes_nothing(loaded):
    competences = shipped().competences
    assert Skill.objects.active().count() == sum(len(each.skills) for each in competences)
    assert Challenge.objects.current().count() == sum(len(each.challenges) for each in competences)
    assert Tutorial.objects.active().count() == sum(len(each.tutorials) for each in competences)
    again = load_framework()
    assert (again.created, again.revised, again.archived) == (0, 0, 0)
    assert (again.challenges.created, again.challenges.revised, again.tutorials.created) == (0, 0, 0)


def play(engine: Engine, course: Course, highest: int) -> tuple[int, int]:
    """Answer as who knows all up to a level; return how many questions, and the mastery in percent."""
    state = engine.begin(Sitting(course, seed="42"))
    asked = 0
    while isinstance(question := state.next_question(), Question):
        is_right = question.skill.level <= highest
        state.record(Answer(question.challenge.id, Outcome.RIGHT if is_right else Outcome.WRONG))
        asked += 1
    return asked, mastery(course, state.results().validated).percentage


@pytest.mark.parametrize("engine", [Bayes(), SmartRandom()], ids=["bayes", "smart_random"])
def test_every_course_is_asked_to_its_end_and_finds_who_knows_all_and_who_knows_nothing(loaded, engine):
    for row in TargetProfile.objects.active():
        course = course_of(skills_of(row))
        everything, nothing = play(engine, course, highest=8), play(engine, course, highest=0)
        assert max(everything[0], nothing[0]) <= len(course.asked_by), row.code
        assert everything[1] >= 81, row.code
        assert nothing[1] <= 20, row.code
