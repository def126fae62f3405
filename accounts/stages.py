"""The steps between a right password and an open session (accounts/adapter.py)."""

from allauth.mfa.stages import AuthenticateStage


class SecondStep(AuthenticateStage):
    """allauth's, which waits for a code or a key, as long as the password is the one that was typed."""

    def handle(self) -> tuple:
        response, goes_on = super().handle()
        if response:
            self.state["password"] = self.login.user.get_session_auth_hash()
        return response, goes_on

    def is_outdated(self) -> bool:
        """Return whether the password has changed since."""
        return self.state.get("password") != self.login.user.get_session_auth_hash()
