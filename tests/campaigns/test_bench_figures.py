"""The figures of the adaptive bench, on cases small enough to be counted by hand."""

from array import array
from math import inf

import pytest

from bench.adaptive_curves import (
    THRESHOLDS,
    Curve,
    accuracy,
    by_length,
    by_threshold,
    figure,
    questions_for,
    rate_nearness,
    resamples,
    score_at,
)
from bench.adaptive_engines import DEFAULTS, FITTED, HIGH, LOW, SMART
from bench.adaptive_figures import agreement, band, bins_of_all, calibration_error, compare, loss, summary
from bench.adaptive_gate import gate
from bench.adaptive_report import as_text
from bench.adaptive_runs import BINS, Bin, Run, Trace, bins_of
from bench.adaptive_scenario import tell
from bench.adaptive_times import Times
from bench.adaptive_world import HEADLINE

ONCE = [1, 1]


def trace(mastered, steps, *, skills=10, stop=None, unknown=0, dead_end=False):
    """A trace of these steps: validated, of which mastered, expected error, expected rate."""
    validated, hits, error, rate = zip(*steps, strict=True)
    return Trace(
        skills,
        mastered,
        array("H", validated),
        array("H", hits),
        array("d", error),
        array("d", rate),
        stop=len(steps) - 1 if stop is None else stop,
        unknown=unknown,
        dead_end=dead_end,
        bins=bins_of([0.9, 0.1], [True, False]),
        squares=0.02,
    )


LEARNS = trace(4, [(0, 0, 0.4, 0.3), (5, 2, 0.2, 0.45), (4, 4, 0.04, 0.4)])


def test_right_judgements_are_hits_and_what_is_rightly_left_out():
    # 10 skills, 4 mastered. Nothing told: 6 are right. 5 told, 2 of them true: 2 hits, 3 of 6 left out.
    assert [LEARNS.right(questions) for questions in range(4)] == [6, 5, 10, 10]
    assert [accuracy(LEARNS, at) for at in (0, 1, 2)] == [0.6, 0.5, 1.0]
    assert [rate_nearness(LEARNS, at) for at in (0, 1, 9)] == pytest.approx([-0.1, -0.05, 0.0])


def test_a_summary_counts_pupils_and_skills():
    other = trace(6, [(7, 5, 0.0, 0.7)], stop=8, unknown=2, dead_end=True)
    found = summary([LEARNS, other])
    assert (found.questions, found.shortest, found.longest) == (5.0, 2, 8)
    assert found.accuracy == pytest.approx((10 + 7) / 20)
    assert found.sensitivity == pytest.approx(9 / 10)
    assert found.specificity == pytest.approx(8 / 10)
    assert found.rate_error == pytest.approx((0 + 0.1) / 2)
    assert found.bias == pytest.approx((0 + 0.1) / 2)
    assert found.unassessed == pytest.approx(2 / 20)
    assert found.dead_ends == 0.5
    assert found.bands == found.counted_bands == 1.0
    assert found.brier == pytest.approx(0.04 / 20)
    assert found.ece == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("rate", "expected"),
    [(0, 0), (0.20, 0), (0.204, 0), (0.206, 1), (0.21, 1), (0.5, 1), (0.51, 2), (0.8, 2), (0.81, 3), (1, 3)],
)
def test_bands_are_those_of_the_integer_percentage(rate, expected):
    assert band(rate) == expected


def test_agreement_is_the_share_of_pupils_in_their_band():
    assert agreement([0.1, 0.3, 0.6, 0.9], [0.2, 0.2, 0.6, 0.7]) == 0.5


def test_bins_gather_what_is_told_with_about_the_same_probability():
    bins = bins_of([0.0, 0.05, 0.31, 0.39, 1.0], [False, True, False, True, True])
    assert len(bins) == BINS
    assert bins[0] == Bin(2, 0.05, 1)
    assert bins[3] == Bin(2, pytest.approx(0.70), 1)
    assert bins[9] == Bin(1, 1.0, 1)
    # Told .05, .70 and 1.0; true 1, 1 and 1, of five skills.
    assert calibration_error(bins) == pytest.approx((0.95 + 0.30 + 0) / 5)


def test_bins_of_all_pupils_add_up():
    found = bins_of_all([LEARNS, LEARNS])
    assert found[9] == Bin(2, 1.8, 2)
    assert sum(each.count for each in found) == 4


# --- Curves -----------------------------------------------------------------------------------------

CURVE = Curve([[0, 0], [10, 20], [30, 30]], [[0.5, 0.5], [0.7, 0.9], [0.9, 0.9]])


def test_a_curve_is_followed_between_its_points():
    assert [asked for asked, _ in CURVE.points()] == [0, 15, 30]
    assert [score for _, score in CURVE.points()] == pytest.approx([0.5, 0.8, 0.9])
    assert questions_for(CURVE, 0.65, ONCE) == pytest.approx(7.5)
    assert questions_for(CURVE, 0.85, ONCE) == pytest.approx(22.5)
    assert score_at(CURVE, 22.5, ONCE) == pytest.approx(0.85)


def test_a_curve_says_where_it_does_not_get():
    assert questions_for(CURVE, 0.95, ONCE) == inf
    assert questions_for(CURVE, 0.40, ONCE) == 0
    assert score_at(CURVE, 99, ONCE) == pytest.approx(0.9)


def test_pupils_count_as_often_as_they_were_drawn():
    assert CURVE.point(1, [2, 0]) == (10, 0.7)
    assert CURVE.point(1, [0, 2]) == (20, 0.9)
    assert questions_for(CURVE, 0.6, [2, 0]) == pytest.approx(5)


def test_a_threshold_stops_each_pupil_when_the_expected_error_is_small_enough():
    curve = by_threshold([LEARNS])
    stops = dict(zip(THRESHOLDS, (row[0] for row in curve.questions), strict=True))
    assert {stop for threshold, stop in stops.items() if threshold >= 0.4} == {0}
    assert {stop for threshold, stop in stops.items() if 0.2 <= threshold < 0.4} == {1}
    assert {stop for threshold, stop in stops.items() if threshold < 0.2} == {2}
    assert [row[0] for row in curve.questions] == sorted(row[0] for row in curve.questions)


def test_a_length_is_the_same_for_all_who_are_asked_so_much():
    short = trace(4, [(0, 0, 0.4, 0.3), (4, 4, 0.0, 0.4)])
    curve = by_length([LEARNS, short])
    assert curve.questions == [[0, 0], [1, 1], [2, 1]]
    assert curve.scores == [[0.6, 0.6], [0.5, 1.0], [1.0, 1.0]]


# --- Chance -----------------------------------------------------------------------------------------


def test_samples_draw_as_many_pupils_as_there_are_and_are_reproducible():
    samples = resamples(7, 20, seed=1)
    assert samples == resamples(7, 20, seed=1) != resamples(7, 20, seed=2)
    assert {sum(weights) for weights in samples} == {7}


def test_an_interval_leaves_out_one_sample_in_forty_on_each_side():
    samples = [[number] for number in range(200)]
    found = figure(lambda weights: float(weights[0]), 1, samples)
    assert (found.value, found.low, found.high) == (1.0, 5.0, 194.0)


def test_what_is_never_reached_has_no_figure():
    found = figure(lambda weights: inf if weights[0] else 0.5, 1, [[0]] * 39 + [[1]])
    assert (found.value, found.low, found.high) == (None, 0.5, 0.5)
    assert figure(lambda weights: 1.0, 1, []).low is None


# --- Beside smart random ----------------------------------------------------------------------------


def learner(speed, pupil):
    """A trace in which one more skill of ten is judged rightly each ``speed`` questions, from 0 on."""
    known = [min(at // speed, 10) for at in range(10 * speed + 1)]
    return trace(10, [(each, each, (10 - each) / 20, each / 10) for each in known], stop=(8 + pupil) * speed)


def run(**speeds):
    traces = {name: [learner(speed, pupil) for pupil in (0, 1)] for name, speed in speeds.items()}
    return Run(HEADLINE, (), traces)


def test_an_engine_that_learns_twice_as_fast_needs_half_of_the_questions():
    found = compare(run(**{SMART: 4, FITTED: 2}), FITTED, count=30, seed=1)
    assert found.pupils == 2
    # Smart random: 8 and 9 skills right, after 32 and 36 questions.
    assert found.iso_accuracy_fixed.value == pytest.approx(0.5, abs=0.02)
    assert found.iso_accuracy.value == pytest.approx(0.5, abs=0.02)
    assert found.iso_rate_error.value == pytest.approx(0.5, abs=0.02)
    assert found.gain_fixed.value == found.gain_paired.value == pytest.approx(0.15)
    assert found.paired_bands == 1.0


def test_an_engine_beside_its_like_gains_nothing():
    found = compare(run(**{SMART: 4, FITTED: 4}), FITTED, count=30, seed=1)
    assert found.iso_accuracy_fixed.value == pytest.approx(1.0, abs=0.06)
    assert found.gain_paired.value == found.gain_paired.low == found.gain_paired.high == 0
    same = loss(run(**{SMART: 4, FITTED: 4, HIGH: 4}), HIGH, FITTED, count=5, seed=1)
    assert (same.value, same.low, same.high) == (0, 0, 0)


def test_an_engine_met_by_fewer_pupils_is_compared_before_these():
    played = run(**{SMART: 4, FITTED: 2})
    played.traces[FITTED].pop()
    assert compare(played, FITTED, count=5, seed=1).pupils == 1


# --- The gate ---------------------------------------------------------------------------------------


def verdicts(speeds, **times):
    told = tell(run(**speeds), 10, 1)
    return {measure.what: measure.verdict for measure in gate([told], times or None)}


UNFITTED = {DEFAULTS: 2, HIGH: 2, LOW: 2}


def test_the_gate_opens_for_an_engine_that_asks_less_and_errs_less():
    found = verdicts({SMART: 4, FITTED: 2, **UNFITTED}, **{FITTED: Times(100, 0.5, 0.9, 3.0)})
    assert len(found) == 10
    assert set(found.values()) == {"ambition"}


def test_the_gate_stays_shut_for_one_that_asks_more():
    found = verdicts({SMART: 2, FITTED: 4, **UNFITTED}, **{FITTED: Times(100, 2, 5, 9)})
    missed = {what for what, verdict in found.items() if verdict == "MISSED"}
    assert missed == {
        "headline: questions for smart random’s accuracy",
        "headline: accuracy gained at the same questions",
        "next question, p99",
    }


def test_a_prior_that_spoils_the_engine_is_told():
    found = verdicts({SMART: 4, FITTED: 2, **UNFITTED, HIGH: 8})
    missed = {what for what, verdict in found.items() if verdict == "MISSED"}
    assert missed == {
        f"headline: accuracy that {HIGH} loses to {FITTED}",
        f"headline: accuracy that {HIGH} loses to {SMART}",
    }


def test_the_tables_name_every_engine_and_the_gate():
    told = tell(run(**{SMART: 4, FITTED: 2, **UNFITTED}), 10, 1)
    times = {FITTED: Times(100, 0.5, 0.9, 3.0)}
    text = as_text([told], times, list(gate([told], times)))
    assert all(name in text for name in told.summaries)
    assert "headline (25/90)" in text
    assert "ambition" in text
