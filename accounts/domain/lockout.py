"""How many failures to sign in block an account, and for how long (accounts.md 4.4).

The count belongs to the account, never to the address that it is tried from: a whole school shares one.
"""

from dataclasses import dataclass
from datetime import timedelta

# A person is warned when so few attempts remain before the block for good.
ATTEMPTS_TOLD = 10


@dataclass(frozen=True, slots=True)
class LockoutRules:
    """When to block.

    block_after: failures that block for good. pause_every: failures from one pause to the next, each twice as
    long as the one before.
    """

    block_after: int
    pause_every: int
    first_pause: timedelta


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a failure leads to. attempts_left: None when there are too many of them to be worth telling."""

    is_blocked: bool = False
    pause: timedelta | None = None
    attempts_left: int | None = None


def judge_failure(failure_count: int, rules: LockoutRules) -> Outcome:
    """Return what the failure that brings the count to ``failure_count`` leads to."""
    if failure_count >= rules.block_after:
        return Outcome(is_blocked=True)
    pauses, since_pause = divmod(failure_count, rules.pause_every)
    if pauses and not since_pause:
        return Outcome(pause=rules.first_pause * 2 ** (pauses - 1))
    left = rules.block_after - failure_count
    return Outcome(attempts_left=left if left <= ATTEMPTS_TOLD else None)
