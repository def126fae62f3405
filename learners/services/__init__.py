"""What is done to the pupils of a school, and to the accounts that they use with it."""

from learners.services.gar import join_from_gar, link_from_gar
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
from learners.services.recovery import (
    Leaver,
    find_left_account,
    finish_recovery,
    found_learner,
    link_state,
    request_recovery,
)
from learners.services.unlinking import unlink_learner

__all__ = [
    "AccountHint",
    "Entry",
    "Leaver",
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
    "find_left_account",
    "finish_recovery",
    "found_learner",
    "join_from_gar",
    "link_by_ine",
    "link_from_gar",
    "link_learner",
    "link_state",
    "linked_learner",
    "propose_username_for",
    "request_recovery",
    "reset_learner_password",
    "set_division_oralization",
    "set_oralization",
    "sign_up_pupil",
    "unblock_learner_account",
    "unlink_learner",
    "withdraw_learner",
]
