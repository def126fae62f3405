"""What the engine `bayes` believes of pupils and questions before the first answer, and when it stops.

Source: spec/campaigns.md 10.3 (prefer wide, low-noise defaults), 11.
"""

from dataclasses import dataclass, replace

from campaigns.domain.answers import Outcome
from campaigns.domain.content import Challenge

# However much is put on luck, a right answer still speaks for mastery; and nobody is always out of luck.
LEAST_GUESS, MOST_GUESS = 0.001, 0.5
# Tubes that are taken to hang together more closely than they do make the engine sure of what it never asked;
# taken to be looser than they are, they cost a question or two (docs/adaptatif.md).
LEAST_TAU = 0.85
# P(« je passe ») of who masters the skill, and of who does not.
SKIPS = (0.03, 0.35)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Abilities and scatters are in levels, probabilities 0.0 to 1.0; ValueError for what makes no sense.

    version: what an assessment keeps of them. mu, sigma: the abilities of pupils are spread as N(mu, sigma).
    kappa: so far a pupil's competences scatter around his ability. tau: so far the tubes of a competence
    scatter around its level. slip: how likely someone who masters a skill is to be wrong.
    guess_scale: what `Challenge.guess` is multiplied with.
    """

    version: str = "default-1"
    mu: float = 3.0
    sigma: float = 1.5
    kappa: float = 0.5
    tau: float = 1.1
    slip: float = 0.05
    guess_scale: float = 1.0

    def __post_init__(self) -> None:
        if min(self.sigma, self.kappa, self.tau, self.guess_scale) <= 0 or not 0 < self.slip < 1 - MOST_GUESS:
            raise ValueError(f"no such pupils: {self}")

    @property
    def cautious(self) -> "Parameters":
        """The same, as the engine uses them."""
        return replace(self, tau=max(self.tau, LEAST_TAU))

    def guess(self, challenge: Challenge) -> float:
        """Return how likely someone who does not master the skill is to be right."""
        return min(max(self.guess_scale * challenge.guess, LEAST_GUESS), MOST_GUESS)

    def likelihoods(self, challenge: Challenge, outcome: Outcome) -> tuple[float, float]:
        """Return the probability of an outcome for who masters the skill, and for who does not.

        An answer that came too late is a failure, whatever it was (spec/campaigns.md 1.5).
        """
        if outcome is Outcome.SKIPPED:
            return SKIPS
        guess = self.guess(challenge)
        return (1 - self.slip, guess) if outcome is Outcome.RIGHT else (self.slip, 1 - guess)


@dataclass(frozen=True, slots=True)
class Stopping:
    """When the engine has asked enough.

    expected_error: mean over the skills of the probability of judging one wrongly. least_gain: bits that a
    question must be expected to tell. most, least: questions, the least unless there is nothing to ask.
    repeats: challenges of one skill.
    """

    expected_error: float = 0.05
    least_gain: float = 0.02
    most: int = 45
    least: int = 10
    repeats: int = 3


DEFAULTS = Parameters()
USUAL = Stopping()
# Asks all that can tell something; for measures.
NEVER = Stopping(expected_error=0.0, least_gain=1e-9, most=1_000_000, least=0)
