"""Each act that matters is told once, with ids alone, in the transaction of the act: all of it or nothing."""

import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from random import Random

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import DatabaseError

from accounts import services as accounts
from accounts.domain.second_step import Change
from accounts.models import User
from accounts.services.addresses import confirm_address, request_email_change
from accounts.services.external import link_external_identity
from accounts.services.names import change_name
from accounts.services.passwords import change_password, reset_password
from accounts.services.second_step import record_mfa_change
from campaigns import services as campaigns
from campaigns.models import Campaign
from imports import services as imports
from imports.models import ImportedLearner, LearnerImport
from learners import services as learners
from learners.models import CredentialBatch, Learner
from learners.services import credential_making
from learners.services.credentials import request_credentials
from missions.models import Attempt
from missions.services import close_session, open_session, renew_school_code
from missions.services.choices import Chosen, choose_missions
from missions.services.exports import record_export
from missions.services.giving import give_attempt
from organizations import services as organizations
from organizations.models import Membership, Organization
from organizations.services.members import deactivate_account, reactivate_account
from pixorga.journal import services as journal
from pixorga.journal.models import Event
from pixorga.journal.verbs import all_verbs
from tests.accounts.factories import LegalDocumentFactory, UserFactory
from tests.imports.factories import LearnerImportFactory
from tests.imports.journey import onde_bytes
from tests.journal.pupil_accounts import PUPIL_ACCOUNTS
from tests.learners.credentials import claim
from tests.learners.factories import LearnerFactory
from tests.missions.factories import AttemptFactory, MissionFactory
from tests.organizations.factories import InvitationFactory, MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
ADMIN, MEMBER = Membership.Role.ADMIN, Membership.Role.MEMBER


class Cast:
    """Who acts, on what: a school, two administrators, an invitation that waits."""

    def __init__(self) -> None:
        self.school = OrganizationFactory()
        admin, self.other = MembershipFactory.create_batch(2, organization=self.school, admin=True)
        self.by, self.them = admin.user, self.other.user
        self.invitation = InvitationFactory(organization=self.school)
        self.newcomer = UserFactory()
        self.facts = {"by": self.by, "now": NOW}

    def failed(self, times: int) -> User:
        User.objects.filter(pk=self.them.pk).update(failure_count=times)
        return self.them

    def pending_address(self) -> EmailAddress:
        return EmailAddress.objects.create(user=self.them, email="neuve@ac-exemple.example")

    def session(self, opened: datetime) -> Organization:
        open_session(organization=self.school, by=self.by, now=opened)
        return self.school

    def closed(self) -> Organization:
        organizations.archive_organization(organization=self.school, by_id=self.by.pk, now=NOW)
        return self.school


def register(cast: Cast) -> User:
    names = {"first_name": "Marie", "last_name": "Curie", "email": "marie@ac-exemple.example"}
    return accounts.register_adult(**names, password_hash="x", is_email_verified=False, now=NOW)


def add_pupil(cast: Cast) -> Learner:
    names = {"last_name": "Curie", "first_name": "Marie", "birthdate": date(2016, 11, 7), "division": "CM1"}
    return learners.add_learner(organization=cast.school, entry=learners.Entry(**names), **cast.facts)


def withdraw_pupil(cast: Cast) -> Learner:
    return learners.withdraw_learner(learner=Learner.objects.get(), **cast.facts)


def hide_mission(cast: Cast) -> Chosen:
    wanted = {"division": "CM1 Mme Curie", "states": {MissionFactory().pk: "HIDDEN"}, "shown": {}}
    return choose_missions(organization=cast.school, **wanted, **cast.facts)


def work_of_one(cast: Cast) -> Attempt:
    """Leave two pupils, one of whom has begun a mission."""
    giver, _ = LearnerFactory.create_batch(2, organization=cast.school, last_name="Dupont")
    return AttemptFactory(learner=giver)


def give_work(cast: Cast) -> bool:
    attempt = Attempt.objects.get()
    taker = Learner.objects.exclude(pk=attempt.learner_id).get()
    moved = {"attempt_id": attempt.pk, "giver": attempt.learner, "taker": taker}
    return give_attempt(organization=cast.school, **moved, **cast.facts)


def open_campaign(cast: Cast) -> Campaign:
    opened = {"kind": Campaign.Kind.PROFILES_COLLECTION, "name": "Curie", "owner": cast.by, "now": NOW}
    return campaigns.create_campaign(organization=cast.school, **opened)


def linked(cast: Cast) -> None:
    link_external_identity(user=cast.them, provider="gar", subject="abcdef", now=NOW)


def moved_to_another_school(cast: Cast) -> None:
    accounts.replace_external_identity(user=cast.them, provider="gar", subject="fedcba", now=NOW)


def imported(school: Organization) -> None:
    """Leave an import of one pupil."""
    run = LearnerImportFactory(organization=school, imported=True, ended_at=NOW, created_count=1)
    ImportedLearner.objects.create(run=run, learner=LearnerFactory(organization=school), action="CREATED")


def ask_for_passwords(cast: Cast) -> None:
    """Leave a batch in the hands of a worker that has made its only password."""
    user = UserFactory(pupil=True, last_name="Dupont")
    pupil = LearnerFactory(organization=cast.school, last_name="Dupont", user=user)
    facts = {"organization": cast.school, "kind": CredentialBatch.Kind.RESET, "learner_ids": [pupil.pk]}
    batch = request_credentials(**facts, **cast.facts)
    secrets = {pupil.pk: credential_making.Secret("drxhtn74", "neuf")}
    cast.work = {"claim": claim(batch), "batch": batch, "secrets": secrets, "rng": Random(1)}


# What is done, after what, and the verb that tells it. The first half prepares and may tell something too.
ACTS = {
    **PUPIL_ACCOUNTS,
    "account.created": (None, register),
    "account.sign_in_failed": (None, lambda cast: accounts.record_failure(user=cast.them, now=NOW)),
    "account.sign_in_failed account.paused": (
        lambda cast: cast.failed(9),
        lambda cast: accounts.record_failure(user=cast.them, now=NOW),
    ),
    "account.sign_in_failed account.blocked": (
        lambda cast: cast.failed(29),
        lambda cast: accounts.record_failure(user=cast.them, now=NOW),
    ),
    "account.unblocked": (
        None,
        lambda cast: accounts.unblock_account(user=cast.them, actor=cast.by, now=NOW),
    ),
    "account.password_reset": (
        None,
        lambda cast: reset_password(user=cast.them, password_hash="neuf", now=NOW),
    ),
    "account.password_changed": (
        None,
        lambda cast: change_password(user=cast.them, password_hash="neuf", now=NOW),
    ),
    "account.name_changed": (
        None,
        lambda cast: change_name(user=cast.them, first_name="Zoé", last_name="Ferry", now=NOW),
    ),
    "account.email_change_requested": (
        None,
        lambda cast: request_email_change(user=cast.them, email="neuve@ac-exemple.example", now=NOW),
    ),
    "account.email_changed": (
        Cast.pending_address,
        lambda cast: confirm_address(address=EmailAddress.objects.get(), now=NOW),
    ),
    "account.mfa_changed": (
        None,
        lambda cast: record_mfa_change(user=cast.them, change=Change.KEY_ADDED, now=NOW),
    ),
    "account.deactivated": (None, lambda cast: deactivate_account(user=cast.them, **cast.facts)),
    "account.reactivated": (
        lambda cast: deactivate_account(user=cast.them, **cast.facts),
        lambda cast: reactivate_account(user=cast.them, **cast.facts),
    ),
    "account.terms_accepted": (
        None,
        lambda cast: accounts.accept_terms(user=cast.them, document=LegalDocumentFactory(), now=NOW),
    ),
    "account.identity_linked": (None, linked),
    "account.identity_replaced": (linked, moved_to_another_school),
    "organization.created": (
        None,
        lambda cast: organizations.create_organization(
            organization=Organization(uai="0380000X", kind="SCO", name="Collège neuf"), by_id=cast.by.pk
        ),
    ),
    "organization.changed": (
        None,
        lambda cast: organizations.change_organization(
            organization=cast.school, fields={"mailbox"}, by_id=cast.by.pk
        ),
    ),
    "organization.archived": (None, Cast.closed),
    "organization.unarchived": (
        Cast.closed,
        lambda cast: organizations.unarchive_organization(
            organization=cast.school, by_id=cast.by.pk, now=NOW
        ),
    ),
    "organization.activation_requested": (
        None,
        lambda cast: organizations.request_activation(uai=cast.school.uai, last_name="Dupont", now=NOW),
    ),
    "membership.created": (
        None,
        lambda cast: organizations.accept_invitation(invitation=cast.invitation, user=cast.newcomer, now=NOW),
    ),
    "membership.role_changed": (
        None,
        lambda cast: organizations.change_role(membership=cast.other, role=MEMBER, **cast.facts),
    ),
    "membership.disabled": (
        None,
        lambda cast: organizations.disable_membership(membership=cast.other, **cast.facts),
    ),
    "membership.left": (
        None,
        lambda cast: organizations.disable_membership(membership=cast.other, by=cast.them, now=NOW),
    ),
    "invitation.sent": (
        None,
        lambda cast: organizations.invite_members(
            organization=cast.school, addresses=["a@a.example", "b@b.example"], **cast.facts
        ),
    ),
    "invitation.resent": (
        lambda cast: type(cast.invitation).objects.update(sent_at=NOW - timedelta(days=3)),
        lambda cast: organizations.resend_invitation(invitation=cast.invitation, **cast.facts),
    ),
    "invitation.cancelled": (
        None,
        lambda cast: organizations.cancel_invitation(invitation=cast.invitation, **cast.facts),
    ),
    "session.opened": (None, lambda cast: cast.session(NOW)),
    "session.extended": (
        lambda cast: cast.session(NOW - timedelta(hours=1)),
        lambda cast: cast.session(NOW),
    ),
    "session.closed": (
        lambda cast: cast.session(NOW - timedelta(hours=1)),
        lambda cast: close_session(organization=cast.school, **cast.facts),
    ),
    "session.code_renewed": (
        None,
        lambda cast: renew_school_code(
            organization=cast.school, old_code=cast.school.school_code, **cast.facts
        ),
    ),
    "mission_choices.changed": (None, hide_mission),
    "attempt.given": (work_of_one, give_work),
    "results.exported": (
        None,
        lambda cast: record_export(organization=cast.school, school_year=2026, class_count=2, **cast.facts),
    ),
    "learner.added": (None, add_pupil),
    "learner.corrected": (
        add_pupil,
        lambda cast: learners.correct_learner(
            learner=Learner.objects.get(), changes={"first_name": "Dupont"}, **cast.facts
        ),
    ),
    "learner.withdrawn": (add_pupil, withdraw_pupil),
    "learner.brought_back": (
        lambda cast: (add_pupil(cast), withdraw_pupil(cast)),
        lambda cast: learners.bring_back_learner(learner=Learner.objects.get(), **cast.facts),
    ),
    "learner.oralization_set": (
        add_pupil,
        lambda cast: learners.set_oralization(learner=Learner.objects.get(), is_enabled=True, **cast.facts),
    ),
    "learner.division_oralization_set": (
        add_pupil,
        lambda cast: learners.set_division_oralization(
            organization=cast.school, division="CM1", is_enabled=True, **cast.facts
        ),
    ),
    "campaign.created": (None, open_campaign),
    "campaign.archived": (
        open_campaign,
        lambda cast: campaigns.archive_campaign(campaign=Campaign.objects.get(), **cast.facts),
    ),
    "campaign.unarchived": (
        lambda cast: campaigns.archive_campaign(campaign=open_campaign(cast), **cast.facts),
        lambda cast: campaigns.unarchive_campaign(campaign=Campaign.objects.get(), **cast.facts),
    ),
    # The rest of its work is told beside it, of each account.
    "account.one_time_password_given learner.passwords_reset": (
        ask_for_passwords,
        lambda cast: credential_making._write(**cast.work),
    ),
    "import.sent": (
        None,
        lambda cast: imports.receive_file(
            organization=cast.school, file=BytesIO(onde_bytes(1)), **cast.facts
        ),
    ),
    "import.undone": (
        lambda cast: imported(cast.school),
        lambda cast: imports.undo(
            organization=cast.school, run_id=LearnerImport.objects.get().pk, **cast.facts
        ),
    ),
    "import.refused": (
        None,
        lambda cast: imports.receive_file(organization=cast.school, file=BytesIO(b""), **cast.facts),
    ),
}


@pytest.fixture
def cast():
    return Cast()


def prepare(cast: Cast, verbs: str) -> None:
    before, _ = ACTS[verbs]
    if before:
        before(cast)


@pytest.mark.parametrize("verbs", ACTS)
def test_an_act_is_told_once_with_ids_alone(cast, verbs):
    prepare(cast, verbs)
    earlier = list(Event.objects.values_list("pk", flat=True))
    ACTS[verbs][1](cast)
    told = list(Event.objects.exclude(pk__in=earlier).order_by("pk"))
    assert [event.verb for event in told] == verbs.split()
    for event in told:
        assert event.subject_id or event.organization_id
        assert event.organization_id == cast.school.pk or event.verb.startswith(("account.", "organization."))
        words = json.dumps(event.details, ensure_ascii=False)
        assert "@" not in words
        assert not {"Curie", "Dupont", "Ferry", cast.them.last_name, cast.school.name} & set(words.split('"'))


def everything() -> dict[str, list]:
    parts = ("accounts", "account", "organizations", "learners", "imports", "campaigns", "jobs", "journal")
    models = (model for part in parts for model in apps.get_app_config(part).get_models())
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}


@pytest.mark.parametrize("verbs", ACTS)
def test_an_act_that_cannot_be_told_does_not_happen(cast, verbs, monkeypatch):
    LegalDocumentFactory()
    prepare(cast, verbs)
    before = everything()

    def fail(**values):
        raise DatabaseError("the journal is full")

    monkeypatch.setattr(journal.Event.objects, "create", fail)
    with pytest.raises(DatabaseError, match="journal is full"):
        ACTS[verbs][1](cast)
    assert everything() == before


def test_no_act_is_left_out():
    elsewhere = {
        "account.corrected": "tests/accounts/test_admin.py",
        "account.sessions_ended": "tests/accounts/test_profile_sessions.py",
        "directory.loaded": "tests/organizations/test_load_schools.py",
        "import.abandoned": "tests/imports/test_deciding.py",
        "import.confirmed": "tests/imports/test_deciding.py",
        "import.relaunched": "tests/imports/test_relaunch.py",
        "import.stopped": "tests/imports/test_relaunch.py",
        "import.waiting": "tests/imports/test_deciding.py",
        "import.written": "tests/imports/test_samples_through_the_page.py",
    }
    told = {verb for verbs in ACTS for verb in verbs.split()}
    assert {verb.code for verb in all_verbs()} == told | elsewhere.keys()
