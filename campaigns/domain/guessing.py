"""How likely someone who does not master a skill is to answer a question about it right.

Starting values, which the fit of an engine scales. Source: spec/campaigns.md 11.
"""

from math import prod

from challenges.domain.kinds import ChallengeKind
from challenges.domain.schema import ChallengeSpec

# Whoever is wrong on purpose or in a hurry does not choose at random: one choice of two or three is no coin.
MOST_OF_A_CHOICE = 0.25
# Several choices, or labels to put in their places: who half knows guesses the other half.
OF_SEVERAL = 0.05
OF_A_TEXT = 0.02


def guess_of(spec: ChallengeSpec) -> float:
    """Return the chance of being right by luck, above 0.0, at most 0.25; ValueError for a lesson."""
    match spec.kind:
        case ChallengeKind.SINGLE_CHOICE:
            return _of_one(len(spec.choices))
        case ChallengeKind.FILL_IN:
            slots = spec.public_view().slots
            return max(prod(_of_one(len(slot.options)) for slot in slots), OF_A_TEXT**2)
        case ChallengeKind.MULTIPLE_CHOICE | ChallengeKind.MATCHING | ChallengeKind.ORDERING:
            return OF_SEVERAL
        case ChallengeKind.SHORT_TEXT | ChallengeKind.LISTING | ChallengeKind.SIMULATOR:
            # Each place of a listing must be found, but more answers than one would do there.
            return OF_A_TEXT
    raise ValueError(f"{spec.code} asks nothing")


def _of_one(options: int) -> float:
    """Return the chance for one place: to choose from options, to type in if there are none."""
    return min(1 / options, MOST_OF_A_CHOICE) if options else OF_A_TEXT
