"""The search finds the bottom of valleys whose bottom is known."""

import pytest

from campaigns.domain.bayes.nelder_mead import lowest


@pytest.mark.parametrize(
    ("valley", "bottom"),
    [
        (lambda point: (point[0] - 3) ** 2 + 10 * (point[1] + 1) ** 2, (3, -1)),
        (lambda point: 100 * (point[1] - point[0] ** 2) ** 2 + (1 - point[0]) ** 2, (1, 1)),  # Rosenbrock
        (lambda point: (point[0] - 0.2) ** 2, (0.2,)),  # as high at the start as at the first step
        (lambda point: sum((value - rank) ** 2 for rank, value in enumerate(point)), (0, 1, 2, 3, 4)),
    ],
)
def test_it_finds_the_bottom(valley, bottom):
    found = lowest(valley, (0.0,) * len(bottom), step=0.4, tolerance=1e-10, most=2000)
    assert found == pytest.approx(bottom, abs=0.01)


def test_it_stops_after_about_as_many_calls_as_allowed():
    calls = []

    def slope(point):
        calls.append(point)
        return -sum(point)

    lowest(slope, (0.0, 0.0), step=1.0, tolerance=0.0, most=50)
    assert len(calls) <= 50 + 3


def test_the_start_is_kept_where_it_is_the_bottom():
    assert lowest(lambda point: point[0] ** 2, (0.0,), step=1.0, tolerance=1e-9, most=200) == pytest.approx(
        (0.0,), abs=1e-3
    )
