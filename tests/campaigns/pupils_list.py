"""Pupils of a collège with accounts and participations, and what the list says of them."""

from datetime import UTC, datetime

from accounts.models import ExternalIdentity
from campaigns.models import Participation
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import CampaignFactory, ParticipationFactory
from tests.learners.factories import LearnerFactory
from tests.pages import table

URL = "/eleves/"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def pupil(school, name="Ada LOVELACE", *, account=None, gar=False, **fields):
    """account: the fields of his account, None without one."""
    first_name, last_name = name.split()
    user = None
    if account is not None or gar:
        user = UserFactory(**{"email": None, "username": None} | (account or {}))
    if gar:
        ExternalIdentity.objects.create(user=user, provider="gar", subject=f"ido-{user.pk}", linked_at=NOW)
    fields = {"division": "3A", "level": "", "user": user} | fields
    return LearnerFactory(organization=school, first_name=first_name, last_name=last_name, **fields)


def part(learner, **fields):
    campaign = fields.pop("campaign", None) or CampaignFactory(organization=learner.organization)
    return ParticipationFactory(learner=learner, campaign=campaign, **fields)


def sent_profile(learner, *, is_certifiable, shared_at=NOW):
    status = Participation.Status.SHARED
    return part(learner, status=status, shared_at=shared_at, is_certifiable=is_certifiable)


def last_names(person, **query):
    return [row[1] for row in table(person.client.get(URL, query).text)]


def cells(person, column, **query):
    return [row[column] for row in table(person.client.get(URL, query).text)]
