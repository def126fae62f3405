"""Who sees the pages of imports: the administrators of a school, of whatever kind it is."""

from organizations.access import orga_view
from organizations.models import Membership

administrators = orga_view(role=Membership.Role.ADMIN)
