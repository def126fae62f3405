"""A ticket for each question that is shown: the right to give this one answer, of this one pupil.

A tablet that finds no network keeps an answer with its ticket, and sends both when it can: days later,
without cookie, or while another pupil sits there. The ticket says whose answer it is.
Source: spec/decisions.md 31, 32.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.core import signing
from django.utils.crypto import salted_hmac

from learners.models import Learner
from missions.questions import Question

SALT = "missions.tickets"


@dataclass(frozen=True, slots=True)
class Ticket:
    """asked_at: when the question was shown, while answers were accepted."""

    learner_id: int
    activity_id: int
    position: int
    asked_at: datetime


def issue_ticket(learner: Learner, question: Question, now: datetime) -> str:
    """Return the ticket of a question that is shown now. Anybody may read it: numbers, and no solution."""
    content = [learner.pk, question.activity.pk, question.position, int(now.timestamp())]
    return signing.Signer(salt=SALT).sign_object(content)


def read_ticket(text: str) -> Ticket | None:
    """Return what a ticket says, None when we did not sign it."""
    try:
        *keys, asked_at = signing.Signer(salt=SALT).unsign_object(text)
    except signing.BadSignature:
        return None
    return Ticket(*keys, datetime.fromtimestamp(asked_at, tz=UTC))


def mark_of(learner: Learner) -> str:
    """Return the name under which a tablet keeps the answers of a pupil; it tells nobody who that is."""
    return salted_hmac(SALT, str(learner.pk)).hexdigest()[:16]
