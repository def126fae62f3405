"""What may happen to the second step of an account: the codes that the journal and the letters go by."""

from enum import StrEnum


class Change(StrEnum):
    APPLICATION_ADDED = "application_added"
    APPLICATION_REMOVED = "application_removed"
    KEY_ADDED = "key_added"
    KEY_REMOVED = "key_removed"
    CODES_MADE = "codes_made"
    CODE_USED = "code_used"
    REMOVED_BY_STAFF = "removed_by_staff"
    REMOVED_BY_RESET = "removed_by_reset"
