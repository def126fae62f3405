"""Read models of the staff's pages about missions."""

from dataclasses import dataclass
from datetime import datetime

from organizations.models import Organization


@dataclass(frozen=True, slots=True)
class SessionBlock:
    """The state of the school's session, for the side bar."""

    school_code: str
    is_open: bool
    ends_at_label: str
    minutes_left: int
    is_ending_soon: bool


def session_block(organization: Organization, now: datetime) -> SessionBlock:
    is_open = organization.session_expires_at is not None and organization.session_expires_at > now
    return SessionBlock(organization.school_code or "", is_open, "", 0, False)
