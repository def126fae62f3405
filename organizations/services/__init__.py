"""What is done to schools, their teams and their invitations: the way in for views, admin and other apps."""

from organizations.services.activation import request_activation
from organizations.services.directory import LoadReport, load_directory
from organizations.services.invitations import cancel_invitation, invite_members, resend_invitation
from organizations.services.joining import (
    Arrival,
    accept_invitation,
    link_state,
    register_and_accept,
)
from organizations.services.locks import lock_organization
from organizations.services.members import (
    change_role,
    choose_school,
    deactivate_account,
    disable_membership,
    may_leave,
    reactivate_account,
)
from organizations.services.schools import (
    archive_organization,
    change_organization,
    create_organization,
    unarchive_organization,
)

__all__ = [
    "Arrival",
    "LoadReport",
    "accept_invitation",
    "archive_organization",
    "cancel_invitation",
    "change_organization",
    "change_role",
    "choose_school",
    "create_organization",
    "deactivate_account",
    "disable_membership",
    "invite_members",
    "link_state",
    "load_directory",
    "lock_organization",
    "may_leave",
    "reactivate_account",
    "register_and_accept",
    "request_activation",
    "resend_invitation",
    "unarchive_organization",
]
