"""Who may sign in with what."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User
from accounts.services.adults import find_account
from pixorga.db.prepared import Prepared

_find = Prepared(lambda pk: User.objects.filter(pk=pk), 1)


class AccountBackend(AuthenticationBackend):
    """The account's own address signs in, and no other.

    allauth takes any of its rows: one that was only asked for, or that has been given up, would sign in too,
    past the lock of the account, which is found by its own address.
    """

    def get_user(self, user_id: int) -> User | None:
        """Return whose session it is, None for an account that is closed; one query."""
        user = _find.first(user_id)
        return user if user and self.user_can_authenticate(user) else None

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        return self._check_password(find_account(email) if "@" in email else None, password)

    def _authenticate_by_username(self, username: str, password: str) -> User | None:
        return self._check_password(find_account(username) if "@" not in username else None, password)
