"""What the services of this app refuse; the sentences are in messages.py."""


class EmailTakenError(Exception):
    """An account has this e-mail address already."""

    code = "EMAIL_TAKEN"


class SameEmailError(Exception):
    """The account has this e-mail address already."""

    code = "SAME_EMAIL"


class DeadLinkError(Exception):
    """A mailed link leads nowhere any more: used, given up, replaced by another."""

    code = "DEAD_LINK"


class LegalTextChangedError(Exception):
    """A text that people accepted was altered under the same version."""

    code = "LEGAL_TEXT_CHANGED"

    def __init__(self, file_name: str) -> None:
        super().__init__(file_name)
        self.file_name = file_name


class UsernameTakenError(Exception):
    """An account has this identifier already."""

    code = "USERNAME_TAKEN"


class AnonymisationRefusedError(Exception):
    """The account of somebody who still has a task here; ``code`` says which."""

    PLATFORM_STAFF = "PLATFORM_STAFF"
    MEMBER = "MEMBER"  # of a school’s team (organizations)

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class IdentityTakenError(Exception):
    """Another account is linked to this identity of a provider."""

    code = "IDENTITY_TAKEN"
