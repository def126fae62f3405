"""The bench of the adaptive engines: it runs, and every engine meets the same pupils."""

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from statistics import fmean
from xml.etree import ElementTree

import pytest

from bench.adaptive_charts import NAMES
from bench.adaptive_engines import (
    ASK_ALL,
    DEAD_END,
    DEFAULTS,
    FITTED,
    HIGH,
    LOW,
    SMART,
    UNFITTED,
    AskEverything,
    Player,
    player,
)
from bench.adaptive_runs import Plan, engines_of, play, runs
from bench.adaptive_scenario import tell
from bench.adaptive_times import decision_times, times_of
from bench.adaptive_world import CONTENTS, EVERY, HEADLINE, NAMED, SMALLER, content, pupil
from campaigns.domain.bayes.parameters import Parameters
from campaigns.domain.engine import Question, replay
from tests.french import typography_problems

TINY = replace(HEADLINE, name="tiny", tubes=3, skills=9)
SMALL = EVERY["headline-22"]
CHARTS = {"exactitude.svg", "etalonnage.svg", "questions.svg"}
DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the command says of a small scenario, and the folder of its charts."""
    charts = tmp_path_factory.mktemp("charts")
    options = ["--pupils", "8", "--samples", "10", "--log", "100", "--cap", "15", "--processes", "2"]
    command = [sys.executable, "-m", "bench.adaptive", "--scenario", "headline-22", "--json", *options]
    run = subprocess.run([*command, "--charts", str(charts)], capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout), charts


# --- The command ------------------------------------------------------------------------------------


def test_the_command_tells_the_share_of_the_questions_that_bayes_needs(told):
    found, _ = told
    scenario = found["scenarios"]["headline-22"]
    assert set(scenario["summaries"]) == {ASK_ALL, DEAD_END, SMART, FITTED}
    assert scenario["summaries"][ASK_ALL]["questions"] == 22
    assert scenario["iso_accuracy_ratio"] == scenario["comparisons"][FITTED]["iso_accuracy"]["value"]
    assert found["iso_accuracy_ratio"] == scenario["iso_accuracy_ratio"]
    assert [measure["goal"] for measure in found["gate"]] == ["10.5", "10.5"]


def test_charts_are_titled_and_described_in_good_french(told):
    _, folder = told
    assert {path.name for path in folder.glob("*.svg")} == CHARTS
    for path in folder.glob("*.svg"):
        drawing = ElementTree.fromstring(path.read_text("utf-8"))  # noqa: S314 (our own file)
        words = [each.strip() for each in drawing.itertext() if each.strip() and "{" not in each]
        assert drawing[0].tag.endswith("title")
        assert drawing[1].tag.endswith("desc")
        assert NAMES["headline-22"] in words
        assert typography_problems("\n".join(words)) == []


def test_the_figures_are_told_in_good_french_too(told):
    _, folder = told
    figures = (folder / "chiffres.md").read_text("utf-8")
    assert all(words in figures for words in (NAMES["headline-22"], "tout demander", "bayes, réglé"))
    assert typography_problems(without_code(figures)) == []


def test_the_page_that_explains_is_well_written_and_shows_every_chart():
    text = (DOCS / "adaptatif.md").read_text("utf-8")
    assert typography_problems(without_code(text)) == []
    assert set(re.findall(r"\]\(adaptatif/(\S+\.svg)\)", text)) == CHARTS
    assert [each for each in (*CHARTS, "chiffres.md") if not (DOCS / "adaptatif" / each).exists()] == []
    assert [name for name in NAMED if f"`{name}`" not in text] == []


def without_code(text):
    return re.sub(r"```.*?```|`[^`]*`|!?\[|\]\([^)]*\)", "", text, flags=re.S)


def test_every_scenario_has_a_name_for_people():
    assert set(NAMES) == set(EVERY)


def test_all_is_the_seven_scenarios_and_the_smaller_contents():
    assert set(NAMED) == {"headline", "weak", "strong", "noisy", "holes", "mixed", "loose"}
    assert {world.size for world in SMALLER.values()} == {"8/22", "17/60"}
    assert HEADLINE.size == "25/90"


# --- Contents and pupils ----------------------------------------------------------------------------


@pytest.mark.parametrize("world", EVERY.values(), ids=list(EVERY))
def test_contents_are_as_the_protocol_says(world):
    for number in range(CONTENTS):
        course = content(world, 1, number).course
        assert (len(course.tubes), course.skill_count) == (world.tubes, world.skills)
        assert all(2 <= len(tube.skills) <= 6 for tube in course.tubes)
        assert {skill.level for _, skill in course} <= set(range(1, 8))
        assert {len(skill.challenges) for _, skill in course} == {3}
        assert not any(challenge.is_timed for _, challenge in course.asked_by.values())


def test_contents_differ_from_one_another_and_from_those_of_another_seed():
    courses = [content(HEADLINE, seed, number).course for seed in (1, 2) for number in range(CONTENTS)]
    assert len(set(courses)) == len(courses)
    assert content(EVERY["noisy"], 1, 0).course == content(HEADLINE, 1, 0).course


def test_challenges_tell_their_luck_only_in_the_mixed_scenario():
    mixed, noisy = content(EVERY["mixed"], 1, 0), content(EVERY["noisy"], 1, 0)
    assert all(each.guess == mixed.luck[each.id] for _, each in mixed.course.asked_by.values())
    assert {each.guess for _, each in noisy.course.asked_by.values()} == {0.10}
    assert set(noisy.luck.values()) == {0.25}
    shares = Counter(mixed.luck.values())
    assert set(shares) == {0.25, 0.02}
    assert shares[0.25] / len(mixed.luck) == pytest.approx(0.4, abs=0.1)


def test_a_pupil_is_always_the_same_whatever_he_is_asked_before():
    one, other = pupil(HEADLINE, 1, 4), pupil(HEADLINE, 1, 4)
    challenges = list(one.sitting.course.asked_by)
    assert (one.sitting, one.truth) == (other.sitting, other.truth)
    asked = {(each, attempt): one.answer(each, attempt) for each in challenges for attempt in range(3)}
    again = {key: other.answer(*key) for key in reversed(asked)}
    assert again == asked


def test_other_pupils_come_before_the_same_contents():
    one, log, next_one = pupil(HEADLINE, 1, 0), pupil(HEADLINE, 1, 0, "log"), pupil(HEADLINE, 1, CONTENTS)
    assert one.sitting.course == log.sitting.course == next_one.sitting.course
    assert len({one.truth, log.truth, next_one.truth}) == 3
    assert one.sitting.course != pupil(HEADLINE, 1, 1).sitting.course


def test_pupils_master_four_skills_out_of_ten_of_each_tube_the_easiest():
    crowd = [pupil(HEADLINE, 1, number) for number in range(600)]
    assert fmean(fmean(each.truth) for each in crowd) == pytest.approx(0.42, abs=0.02)
    for each in crowd[:50]:
        masters = iter(each.truth)
        for tube in each.sitting.course.tubes:
            mastered = [next(masters) for _ in tube.skills]
            assert mastered == sorted(mastered, reverse=True)


def test_holes_change_one_skill_in_twenty_and_nothing_else():
    pairs = [(pupil(HEADLINE, 1, number), pupil(EVERY["holes"], 1, number)) for number in range(100)]
    changed = [a != b for one, other in pairs for a, b in zip(one.truth, other.truth, strict=True)]
    assert fmean(changed) == pytest.approx(0.05, abs=0.01)


@pytest.mark.parametrize(("name", "slip", "guess"), [("headline", 0.05, 0.10), ("noisy", 0.10, 0.25)])
def test_answers_slip_and_guess_as_often_as_the_scenario_says(name, slip, guess):
    right = {True: [], False: []}
    for number in range(150):
        who = pupil(EVERY[name], 1, number)
        for (_, skill), is_mastered in zip(who.sitting.course, who.truth, strict=True):
            right[is_mastered] += [
                who.answer(challenge.id, attempt).is_right
                for attempt, challenge in enumerate(skill.challenges)
            ]
    assert fmean(right[True]) == pytest.approx(1 - slip, abs=0.01)
    assert fmean(right[False]) == pytest.approx(guess, abs=0.01)


# --- Playing ----------------------------------------------------------------------------------------


def test_ask_everything_asks_each_skill_once_and_believes_each_answer():
    who = pupil(HEADLINE, 1, 0)
    trace = play(Player(AskEverything()), who, cap=5)
    assert (trace.stop, trace.unknown, trace.dead_end) == (90, 0, False)
    state = AskEverything().begin(who.sitting)
    believed = []
    while isinstance(question := state.next_question(), Question):
        answer = who.answer(question.challenge.id, 0)
        believed.append(answer.is_right)
        state.record(answer)
    assert trace.right(90) == sum(a == b for a, b in zip(believed, who.truth, strict=True))
    assert state.progress() == 1.0
    assert state.results().rate == fmean(believed)


@pytest.mark.parametrize("name", UNFITTED)
def test_bayes_is_followed_past_its_end_up_to_the_cap(name):
    bayes, who = player(name, SMALL), pupil(SMALL, 1, 2)
    trace = play(bayes, who, cap=20)
    assert trace.last == 20 > trace.stop
    assert len(trace.error) == len(trace.rate) == len(trace.hits) == 21
    # Played alone, the engine ends at the same place and with the same skills.
    answers, times = [], Counter()
    while isinstance(question := replay(bayes.engine, who.sitting, answers).next_question(), Question):
        answers.append(who.answer(question.challenge.id, times[question.skill.id]))
        times[question.skill.id] += 1
    state = replay(bayes.engine, who.sitting, answers)
    assert len(answers) == trace.stop
    assert len(state.results().validated) == trace.validated[trace.stop]
    assert state.expected_error() == pytest.approx(trace.error[trace.stop])


def test_a_dead_end_is_seen_where_the_original_has_one_and_nowhere_else():
    weak = EVERY["weak"]
    found = {name: [] for name in (DEAD_END, SMART)}
    for number in range(60):
        for name, traces in found.items():
            traces.append(play(player(name, weak), pupil(weak, 1, number), cap=0))
    stuck = [trace for trace in found[DEAD_END] if trace.dead_end]
    assert stuck
    assert not any(trace.dead_end for trace in found[SMART])
    # They are what the two engines differ by.
    pairs = list(zip(found[DEAD_END], found[SMART], strict=True))
    assert [one.dead_end for one, _ in pairs] == [one.stop < other.stop for one, other in pairs]


def test_every_engine_meets_the_same_pupils_and_draws_are_reproducible():
    plan = Plan((SMALL,), pupils=5, seed=3, log=100, cap=8, unfitted=5)
    [one], [other] = (list(runs(plan, map)) for _ in range(2))
    assert one == other
    assert {len(traces) for traces in one.traces.values()} == {5}
    assert len({tuple(trace.mastered for trace in traces) for traces in one.traces.values()}) == 1
    assert tell(one, 10, 3) == tell(other, 10, 3)
    assert tell(one, 10, 3).summaries != tell(next(runs(replace(plan, seed=4), map)), 10, 3).summaries


def test_a_prior_is_fitted_to_each_content_and_known_to_nobody_else():
    with pytest.raises(ValueError, match="nothing was fitted"):
        player(FITTED, TINY)
    mine = Parameters(version="mine", mu=1.0)
    assert player(FITTED, TINY, mine).engine.parameters == mine
    assert player(DEFAULTS, TINY, mine).engine.parameters == Parameters()


@pytest.mark.parametrize(
    ("name", "world", "mu"), [(HIGH, "headline", 4), (LOW, "headline", 2), (HIGH, "weak", 2.5)]
)
def test_wrong_priors_are_wrong_as_the_protocol_says(name, world, mu):
    parameters = player(name, EVERY[world]).engine.parameters
    expected = {HIGH: (1.0, 0.7, 0.10, 0.20), LOW: (2.0, 1.5, 0.02, 0.05)}[name]
    challenge = content(EVERY[world], 1, 0).course.tubes[0].skills[0].challenges[0]
    assert parameters.mu == mu
    told = (parameters.sigma, parameters.tau, parameters.slip, parameters.guess(challenge))
    assert told == pytest.approx(expected)


def test_smaller_contents_do_without_unfitted_priors():
    assert set(UNFITTED) < set(engines_of(HEADLINE))
    assert not set(UNFITTED) & set(engines_of(SMALL))


# --- Times ------------------------------------------------------------------------------------------


def test_percentiles_of_times_are_in_milliseconds():
    found = times_of([number / 1000 for number in range(1, 101)], [0.5, 0.2])
    assert (found.decisions, found.p50, found.p99, found.first) == (100, 50, 99, 500)


def test_every_decision_is_timed_but_what_was_not_ready_is_told_apart():
    ticks = iter(range(1_000_000))
    found = decision_times([Parameters()] * CONTENTS, 1, 2, world=SMALL, clock=lambda: next(ticks))
    assert set(found) == {SMART, FITTED}
    for name, times in found.items():
        stops = [play(player(name, SMALL, Parameters()), pupil(SMALL, 1, n), cap=0).stop for n in range(2)]
        assert times.decisions == sum(stops)  # and one more each to know that it ends, less the first
        assert times.p50 == times.p99 == times.first == 1000
