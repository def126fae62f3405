"""What the services of this app refuse; the sentences are in messages.py."""


class EmailTakenError(Exception):
    """An account has this e-mail address already."""

    code = "EMAIL_TAKEN"


class LegalTextChangedError(Exception):
    """A text that people accepted was altered under the same version."""

    code = "LEGAL_TEXT_CHANGED"
