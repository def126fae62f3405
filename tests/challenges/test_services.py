from datetime import UTC, datetime, timedelta

import pytest

from challenges.content import digest_of
from challenges.domain.schema import ChallengeSpec, parse_challenge
from challenges.models import Challenge
from challenges.services import StoreReport, archive_challenges, store_challenges
from tests.challenges.bodies import lesson, single_choice

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def specs(*bodies: dict[str, object]) -> list[ChallengeSpec]:
    parsed = [parse_challenge(body, where="q") for body in bodies]
    assert all(problems == [] for _, problems in parsed)
    return [spec for spec, _ in parsed]


def states(code: str) -> list[tuple[int, bool, bool]]:
    """Return revision, in use, archived of every row of a question."""
    rows = Challenge.objects.filter(code=code).order_by("revision")
    return [(row.revision, row.is_current, row.archived_at is not None) for row in rows]


def test_a_question_is_stored_so_that_it_can_be_read_back():
    (spec,) = specs(single_choice())
    assert store_challenges(specs=[spec], now=NOW) == StoreReport(created=1)
    row = Challenge.objects.get()
    assert (row.code, row.revision, row.kind, row.created_at) == ("panda", 1, "SINGLE_CHOICE", NOW)
    assert ChallengeSpec.from_body(row.body) == spec
    assert row.digest == digest_of(row.body)


def test_storing_twice_changes_nothing():
    store_challenges(specs=specs(single_choice(), lesson()), now=NOW)
    before = list(Challenge.objects.values())
    assert store_challenges(specs=specs(single_choice(), lesson()), now=LATER) == StoreReport(unchanged=2)
    assert list(Challenge.objects.values()) == before


def test_an_edited_text_is_a_new_revision_and_the_old_row_keeps_its_text():
    store_challenges(specs=specs(lesson()), now=NOW)
    report = store_challenges(specs=specs(lesson(bubbles=["Lis encore."])), now=LATER)
    assert report == StoreReport(revised=1)
    assert states("lecon") == [(1, False, False), (2, True, False)]
    bodies = Challenge.objects.order_by("revision").values_list("body", flat=True)
    assert [body["bubbles"] for body in bodies] == [["Lis avant de cliquer."], ["Lis encore."]]


def test_an_archived_question_comes_back_as_the_same_revision_or_as_the_next():
    store_challenges(specs=specs(lesson()), now=NOW)
    assert archive_challenges(codes=["lecon", "inconnue"], now=NOW) == 1
    assert states("lecon") == [(1, False, True)]
    assert archive_challenges(codes=["lecon"], now=LATER) == 0
    assert store_challenges(specs=specs(lesson()), now=LATER) == StoreReport(restored=1)
    assert states("lecon") == [(1, True, False)]
    archive_challenges(codes=["lecon"], now=LATER)
    assert store_challenges(specs=specs(lesson(bubbles=["Autre."])), now=LATER) == StoreReport(revised=1)
    assert states("lecon") == [(1, False, True), (2, True, False)]


def test_other_questions_are_left_alone():
    store_challenges(specs=specs(lesson(code="autre")), now=NOW)
    store_challenges(specs=specs(lesson()), now=LATER)
    assert states("autre") == [(1, True, False)]


def test_queries_do_not_grow_with_the_number_of_questions(django_assert_max_num_queries):
    store_challenges(specs=specs(*(lesson(code=f"a-{n}") for n in range(40))), now=NOW)
    edited = specs(*(lesson(code=f"a-{n}", bubbles=["Lis."]) for n in range(20, 80)))
    with django_assert_max_num_queries(8):
        assert store_challenges(specs=edited, now=LATER) == StoreReport(created=40, revised=20)


def test_a_digest_ignores_the_order_of_keys_and_sees_any_other_change():
    assert digest_of({"a": 1, "b": ["é", "e"]}) == digest_of({"b": ["é", "e"], "a": 1})
    assert digest_of({"b": ["é", "e"]}) != digest_of({"b": ["e", "é"]})
