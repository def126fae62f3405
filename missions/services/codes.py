"""The code by which the pupils of a school come in, renewed when it went further than it should."""

from contextlib import suppress
from datetime import datetime
from random import Random, SystemRandom

from django.db import IntegrityError, transaction

from accounts.models import User
from organizations.domain.codes import generate_school_code
from organizations.models import Organization
from organizations.services.schools import has_school_code
from pixorga.journal.services import record

# Another school may take the code between the look and the write: one chance in 76 billion.
TRIES = 3


@transaction.atomic
def renew_school_code(
    *, organization: Organization, old_code: str, by: User, now: datetime, rng: Random | None = None
) -> bool:
    """Give the school a new code; return False when ``old_code`` is not its code any more.

    The form was sent twice then, or somebody else was quicker: the newest code stays. Pupils at work go on,
    their cookie holds no code. ``organization`` is brought up to date. rng: a cryptographic one by default.
    """
    changed = _change_code(organization, old_code, rng or SystemRandom())
    organization.refresh_from_db(fields=["school_code"])
    if changed:
        record("session.code_renewed", actor_id=by.pk, organization_id=organization.pk, now=now)
    return changed


def _change_code(organization: Organization, old_code: str, rng: Random) -> bool:
    schools = Organization.objects.filter(pk=organization.pk, school_code=old_code or None)
    for _ in range(TRIES):
        code = generate_school_code(rng, has_school_code)
        with suppress(IntegrityError), transaction.atomic():
            return bool(schools.update(school_code=code))
    return False
