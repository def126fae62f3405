"""Django admin of accounts."""

from accounts.admin.second_steps import AuthenticatorAdmin
from accounts.admin.traces import (
    AcceptanceAdmin,
    EmailAddressAdmin,
    ExternalIdentityAdmin,
    LegalDocumentAdmin,
    UserSessionAdmin,
)
from accounts.admin.users import UserAdmin

__all__ = [
    "AcceptanceAdmin",
    "AuthenticatorAdmin",
    "EmailAddressAdmin",
    "ExternalIdentityAdmin",
    "LegalDocumentAdmin",
    "UserAdmin",
    "UserSessionAdmin",
]
