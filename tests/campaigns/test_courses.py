"""From rows to a course that an engine asks."""

from datetime import UTC, datetime

import pytest

from campaigns.content.loading import store_catalogue
from campaigns.courses import course_of, skills_of
from campaigns.models import Skill, TargetProfile
from tests.campaigns.framework_files import catalogue_of, competence, profile

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def test_a_target_profile_gives_the_skills_to_freeze_and_they_give_a_course():
    store_catalogue(catalogue_of(competence(), profiles=[profile(tubes=["mots 3", "pages 2"])]), now=NOW)
    skills = skills_of(TargetProfile.objects.get())
    assert [skill.code for skill in skills] == ["pages-1", "pages-2", "mots-1", "mots-2", "mots-3"]
    course = course_of(skills)
    assert course.shape == (("1.1", (1, 2)), ("1.1", (1, 2, 3)))
    first = course.tubes[0].skills[0]
    assert [each.id for each in first.challenges] == ["pages-1a", "pages-1b"]
    assert [each.guess for each in first.challenges] == [0.25, 0.02]
    assert all(each.is_current and not each.is_timed for each in first.challenges)


def test_what_was_frozen_stays_asked_after_the_files_changed():
    store_catalogue(catalogue_of(competence()), now=NOW)
    frozen = list(Skill.objects.filter(code__in=["sources-1", "pages-1"]).values_list("pk", flat=True))
    data = competence("pages", "mots")
    edited = data["thematics"][0]["tubes"][0]["skills"][0]["challenges"]
    edited[0] |= {"timer": "90", "explanation": "Autrement."}
    edited.pop()
    store_catalogue(catalogue_of(data), now=NOW)
    course = course_of(Skill.objects.filter(pk__in=frozen))
    pages, sources = (tube.skills[0].challenges for tube in course.tubes)
    assert [(each.id, each.is_current, each.is_timed) for each in pages] == [
        ("pages-1a", True, True),
        ("pages-1b", False, False),
    ]
    assert [each.is_current for each in sources] == [False, False]


def test_a_course_costs_two_queries_however_long_it_is(django_assert_num_queries):
    store_catalogue(catalogue_of(competence()), now=NOW)
    course_of(Skill.objects.all())
    for skills in (Skill.objects.filter(level__lte=2), Skill.objects.all()):
        with django_assert_num_queries(2):
            course_of(skills)
