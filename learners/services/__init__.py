"""What is done to the pupils of a school, and to the accounts that they use with it."""

from learners.services.records import (
    Entry,
    add_learner,
    bring_back_learner,
    correct_learner,
    set_division_oralization,
    set_oralization,
    withdraw_learner,
)

__all__ = [
    "Entry",
    "add_learner",
    "bring_back_learner",
    "correct_learner",
    "set_division_oralization",
    "set_oralization",
    "withdraw_learner",
]
