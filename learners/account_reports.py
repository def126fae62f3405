"""What the staff of a collège or lycée see of a pupil's account: how he signs in, and what may be done."""

from dataclasses import dataclass
from datetime import datetime

from accounts import services as accounts
from learners.errors import HelpError
from learners.models import Learner
from learners.services import helping
from organizations.models import Organization


@dataclass(frozen=True, slots=True)
class AccountPanel:
    """The account of a pupil who has one. Source: spec/accounts.md 6.9, 6.11.

    email, username: "" for none, and for an account that staff may not help with. refusal: the code of why
    they may not (learners.messages.HELP_REFUSALS), "" when they may.
    paused_until, one_time_until: « 28/11/2026 à 15:42 » on the school's clock, "" when it is not so.
    is_one_time_over: that moment is past, and the pupil has not come.
    keeps_password: a new identifier goes with the password of today. password_state: of the form that resets.
    """

    refusal: str
    email: str = ""
    username: str = ""
    has_gar: bool = False
    is_blocked: bool = False
    paused_until: str = ""
    one_time_until: str = ""
    is_one_time_over: bool = False
    keeps_password: bool = False
    password_state: str = ""

    @property
    def may_add_username(self) -> bool:
        return not self.username and (bool(self.email) or self.has_gar)

    @property
    def may_reset(self) -> bool:
        return bool(self.username or self.email)

    @property
    def has_way_in(self) -> bool:
        return self.may_reset or self.has_gar


def account_panel(*, organization: Organization, learner: Learner, now: datetime) -> AccountPanel | None:
    """Return how a pupil of the school signs in, None for one without an account; two queries.

    learner: with his account (``select_related("user")``).
    """
    if learner.user is None:
        return None
    try:
        user = helping.account_to_help(learner)
    except HelpError as refusal:
        return AccountPanel(refusal.code)
    until = user.one_time_password_until
    return AccountPanel(
        refusal="",
        email=user.email or "",
        username=user.username or "",
        has_gar=accounts.has_gar(user),
        is_blocked=user.blocked_at is not None,
        paused_until=_told(organization, user.blocked_until) if user.is_paused(now) else "",
        one_time_until=_told(organization, until) if until else "",
        is_one_time_over=until is not None and until <= now,
        keeps_password=helping.keeps_password(user),
        password_state=helping.password_state(user),
    )


def _told(organization: Organization, instant: datetime) -> str:
    return f"{organization.local(instant):%d/%m/%Y à\u00a0%H:%M}"
