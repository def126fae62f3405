"""Why somebody who comes from the médiacentre is not let in; templates/accounts/gar_refused.html says it."""

from http import HTTPStatus


class GarRefusedError(Exception):
    """code: which words the page says. reason: for the log; a code, never what the response holds."""

    code = "RESPONSE"
    status = HTTPStatus.UNAUTHORIZED

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason or self.code


class AdultError(GarRefusedError):
    """Only pupils come from the médiacentre: adults use their own address."""

    code = "ADULT"
    status = HTTPStatus.FORBIDDEN


class UsedResponseError(GarRefusedError):
    """The response was taken already, comes too late, or answers nothing that this browser asked."""

    code = "USED"
    status = HTTPStatus.FORBIDDEN


class IncompleteError(GarRefusedError):
    """The médiacentre leaves out who the pupil is."""

    code = "INCOMPLETE"
    status = HTTPStatus.BAD_REQUEST


class TooLargeError(GarRefusedError):
    """Ten times what the GAR may need."""

    code = "RESPONSE"
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
