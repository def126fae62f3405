"""What engines share: drawing, and choosing a challenge."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.domain.answers import Sitting
from campaigns.domain.content import Challenge, Skill
from campaigns.domain.engine import (
    Results,
    SkillResult,
    Status,
    draw,
    pick_challenge,
    replay,
    unasked,
)
from tests.campaigns.courses import course_of, right, wrong

CURRENT = Challenge("current", 0.1)
OTHER = Challenge("other", 0.1)
OLD = Challenge("old", 0.1, is_current=False)
seeds = st.text(min_size=1, max_size=12)


@given(seeds, st.integers(1, 100))
def test_a_draw_is_an_index_that_the_seed_settles(seed, count):
    assert 0 <= draw(seed, count) < count
    assert draw(seed, count) == draw(seed, count)


def test_draws_of_many_seeds_are_evenly_spread():
    drawn = Counter(draw(str(seed), 5) for seed in range(5000))
    assert set(drawn) == set(range(5))
    assert max(drawn.values()) < 1.2 * min(drawn.values())


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ([], [CURRENT, OTHER]),
        (["current"], [OTHER]),
        (["current", "other"], [OLD]),
        (["old"], [CURRENT, OTHER]),
        (["current", "other", "old"], []),
        (["of another skill"], [CURRENT, OTHER]),
    ],
)
def test_challenges_that_are_no_longer_current_come_last(asked, expected):
    assert unasked(Skill("web1", 1, (OLD, CURRENT, OTHER)), asked) == expected


def test_a_skill_without_challenge_has_none_left():
    assert unasked(Skill("web1", 1, ()), []) == []


@given(seeds, st.integers(1, 5))
def test_a_pupil_takes_the_same_rank_in_each_skill(seed, count):
    some, others = ([Challenge(f"{name}{rank}", 0.1) for rank in range(count)] for name in "ab")
    assert some.index(pick_challenge(seed, some)) == others.index(pick_challenge(seed, others))


def test_pupils_take_different_challenges():
    usable = [CURRENT, OTHER, OLD]
    assert {pick_challenge(str(seed), usable).id for seed in range(50)} == {"current", "other", "old"}


def test_skill_and_challenge_are_drawn_apart():
    pairs = {(draw(str(seed), 2), pick_challenge(str(seed), [CURRENT, OTHER]).id) for seed in range(50)}
    assert len(pairs) == 4


def test_validated_skills_are_told_by_their_ids():
    results = Results(
        {
            "web1": SkillResult(Status.VALIDATED, 0.9, is_direct=True),
            "web2": SkillResult(Status.UNKNOWN, 0.5, is_direct=False),
            "web3": SkillResult(Status.INVALIDATED, 0.1, is_direct=True),
        },
        rate=1 / 3,
        margin=0.0,
    )
    assert results.validated == {"web1"}


def test_a_replay_records_the_answers_in_order():
    recorded = []

    class Recorder:
        name = version = "recorder"

        def begin(self, sitting):
            return self

        def record(self, answer):
            recorded.append(answer.challenge)

    replay(Recorder(), Sitting(course_of([1, 2]), "1"), [right("a2-1"), wrong("a1-1")])
    assert recorded == ["a2-1", "a1-1"]
