"""Django admin of schools, their teams, invitations and journal, and of accounts with their schools."""

from organizations import journal_admin  # noqa: F401 - registers the journal
from organizations.admin.people import PersonAdmin
from organizations.admin.schools import OrganizationAdmin
from organizations.admin.teams import InvitationAdmin, MembershipAdmin

__all__ = ["InvitationAdmin", "MembershipAdmin", "OrganizationAdmin", "PersonAdmin"]
