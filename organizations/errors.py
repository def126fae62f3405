"""Why a service refuses. The code is stable; the French sentence is in messages.py or in a template."""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organizations.models import Organization


class OrganizationError(Exception):
    """A refusal with a code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ActivationError(OrganizationError):
    UNKNOWN = "UNKNOWN_UAI"
    NO_MAILBOX = "NO_MAILBOX"
    TOO_MANY = "TOO_MANY_ACTIVATIONS"


class InviteError(OrganizationError):
    TOO_MANY_AT_ONCE = "TOO_MANY_INVITATIONS_AT_ONCE"
    TOO_MANY_TODAY = "TOO_MANY_INVITATIONS_TODAY"
    JUST_SENT = "INVITATION_JUST_SENT"
    ROLE = "INVITED_ROLE"  # only the platform’s staff may invite an administrator


class LinkState(StrEnum):
    """What the holder of an invitation link may do with it."""

    OPEN = "OPEN"
    UNKNOWN = "UNKNOWN"  # not ours, or the school is archived
    OUTDATED = "OUTDATED"  # a newer mail was sent
    EXPIRED = "EXPIRED"
    CANCELLED = "CANCELLED"
    ACCEPTED = "ACCEPTED"


class InvitationError(OrganizationError):
    """The invitation is not open any more; ``code`` is a LinkState."""


class MembershipError(OrganizationError):
    OWN_ROLE = "OWN_ROLE"
    NOT_ADMINISTRATOR = "NOT_ADMINISTRATOR"  # of whoever acts: the role was taken away meanwhile


class LastAdministratorError(OrganizationError):
    """``organization`` would be left with members and without an administrator."""

    def __init__(self, organization: "Organization") -> None:
        super().__init__("LAST_ADMINISTRATOR")
        self.organization = organization


class UaiTakenError(OrganizationError):
    """Another active school has the UAI."""

    def __init__(self) -> None:
        super().__init__("UAI_TAKEN")


class LineProblem(StrEnum):
    """Why a line of the directory is not loaded although it is sound (unsound: domain.directory.Reason)."""

    DUPLICATE = "DUPLICATE"
    OTHER_KIND = "OTHER_KIND"
