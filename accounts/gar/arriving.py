"""What becomes of a pupil whom the GAR has named."""

import logging
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts import external, services
from accounts.gar.errors import GarRefusedError, IncompleteError
from accounts.gar.provider import GAR
from accounts.gar.reading import GarPupil

logger = logging.getLogger(__name__)

# Long enough to find the code of the campaign; his names leave the session with the identity.
HELD_FOR = timedelta(minutes=30)


def arrive(request: HttpRequest, pupil: GarPupil) -> HttpResponse:
    """Sign in to the account of this pupil; without one, keep who he is and ask for a campaign's code.

    IncompleteError: he has no account, and nothing to make one with.
    """
    account = services.find_external_account(provider=GAR.code, subject=pupil.subject)
    if account:
        return external.open_account(
            request, account, provider=GAR.code, subject=pupil.subject, audience=external.APP
        )
    if not pupil.first_name or not pupil.last_name:
        raise IncompleteError("NAMES")
    external.hold_identity(
        request,
        provider=GAR.code,
        subject=pupil.subject,
        audience=external.APP,
        held_for=HELD_FOR,
        first_name=pupil.first_name,
        last_name=pupil.last_name,
    )
    return redirect("participant:code")


def refuse(request: HttpRequest, refusal: GarRefusedError) -> HttpResponse:
    """Return the page that says why, and what to do."""
    logger.warning("gar.refused", extra={"reason": refusal.reason})
    return render(request, "accounts/gar_refused.html", {"code": refusal.code}, status=refusal.status)
