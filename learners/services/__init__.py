"""What is done to the pupils of a school, and to the accounts that they use with it."""

from learners.services.helping import (
    NewUsername,
    add_learner_username,
    reset_learner_password,
    unblock_learner_account,
)
from learners.services.linking import (
    find_just_signed_up,
    link_by_ine,
    link_learner,
    propose_username_for,
    sign_up_pupil,
)
from learners.services.reconciliation import (
    AccountHint,
    Person,
    check_link,
    check_sign_up,
    describe_account,
    find_learner,
    linked_learner,
)
from learners.services.records import (
    Entry,
    add_learner,
    bring_back_learner,
    correct_learner,
    set_division_oralization,
    set_oralization,
    withdraw_learner,
)
from learners.services.unlinking import unlink_learner

__all__ = [
    "AccountHint",
    "Entry",
    "NewUsername",
    "Person",
    "add_learner",
    "add_learner_username",
    "bring_back_learner",
    "check_link",
    "check_sign_up",
    "correct_learner",
    "describe_account",
    "find_just_signed_up",
    "find_learner",
    "link_by_ine",
    "link_learner",
    "linked_learner",
    "propose_username_for",
    "reset_learner_password",
    "set_division_oralization",
    "set_oralization",
    "sign_up_pupil",
    "unblock_learner_account",
    "unlink_learner",
    "withdraw_learner",
]
