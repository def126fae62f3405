"""What is done to accounts; sign-in itself is allauth's (accounts/adapter.py)."""

from accounts.services.addresses import (
    cancel_email_change,
    confirm_address,
    pending_address,
    request_email_change,
    resend_confirmation,
    resend_email_change,
)
from accounts.services.adults import (
    align_email_address,
    find_account,
    find_just_registered,
    hash_password,
    register_adult,
)
from accounts.services.anonymising import also_when_anonymising, anonymise_account
from accounts.services.external import (
    find_external_account,
    link_external_identity,
    note_external_use,
    open_external_account,
    replace_external_identity,
)
from accounts.services.lockout import record_failure, record_success, unblock_account
from accounts.services.names import change_name
from accounts.services.passwords import change_password, request_password_reset, reset_password
from accounts.services.pupils import (
    add_username,
    choose_own_password,
    create_pupil_account,
    draw_one_time_password,
    give_one_time_password,
    has_gar,
    is_username_taken,
)
from accounts.services.recovery import recover_account
from accounts.services.sessions import (
    drop_other_sessions,
    end_other_sessions,
    follow_session,
    tell_long_absence,
)
from accounts.services.terms import (
    ACCOUNT_TERMS,
    accept_posted_terms,
    accept_terms,
    current_terms,
    due_terms,
    load_legal_documents,
    must_accept_terms,
    owes_terms,
)

__all__ = [
    "ACCOUNT_TERMS",
    "accept_posted_terms",
    "accept_terms",
    "add_username",
    "align_email_address",
    "also_when_anonymising",
    "anonymise_account",
    "cancel_email_change",
    "change_name",
    "change_password",
    "choose_own_password",
    "confirm_address",
    "create_pupil_account",
    "current_terms",
    "draw_one_time_password",
    "drop_other_sessions",
    "due_terms",
    "end_other_sessions",
    "find_account",
    "find_external_account",
    "find_just_registered",
    "follow_session",
    "give_one_time_password",
    "has_gar",
    "hash_password",
    "is_username_taken",
    "link_external_identity",
    "load_legal_documents",
    "must_accept_terms",
    "note_external_use",
    "open_external_account",
    "owes_terms",
    "pending_address",
    "record_failure",
    "record_success",
    "recover_account",
    "register_adult",
    "replace_external_identity",
    "request_email_change",
    "request_password_reset",
    "resend_confirmation",
    "resend_email_change",
    "reset_password",
    "tell_long_absence",
    "unblock_account",
]
