"""What brings about each letter of the product: a sample for every kind that the workers know.

A new letter needs a line in SAMPLES, or tests/pixorga/test_mails.py fails. Each sample does the act itself,
by the service that people reach, so that what the act leaves in the queue can be read too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils import timezone

from accounts import services as accounts
from accounts.domain.second_step import Change
from accounts.models import User
from accounts.services import addresses as own_addresses
from accounts.services.second_step import record_mfa_change
from accounts.services.sessions import tell_long_absence
from imports.models import LearnerImport
from imports.services.telling import tell_sender
from learners import services as learners
from learners.models import Learner
from organizations import services as organizations
from pixorga.support.models import SupportRequest
from pixorga.support.services import write_to_support
from tests.accounts.factories import UserFactory
from tests.imports.factories import LearnerImportFactory
from tests.learners.recovering import leaver
from tests.organizations.factories import InvitationFactory, MembershipFactory, OrganizationFactory

MAILBOX = "ce.0380000x@ac-exemple.example"
ADA = "ada.byron@ac-exemple.example"
NEW = "ada.lovelace@ac-exemple.example"
TEAM_NAME = "École des Lilas"


@dataclass(frozen=True)
class Expected:
    """What a letter is like. says: in both parts. link: how the path of its button begins, if it has one."""

    to: str
    subject: str
    says: tuple[str, ...]
    link: str = ""


def activation() -> Expected:
    school = OrganizationFactory(name=TEAM_NAME, mailbox=MAILBOX)
    organizations.request_activation(uai=school.uai, first_name="Louis", last_name="Dupont")
    says = ("Louis Dupont", TEAM_NAME, "usage unique", "30 jours")
    return Expected(MAILBOX, "Accès à votre espace Pix Orga", says, "/rejoindre/?invitationId=")


def activation_by_staff() -> Expected:
    school = OrganizationFactory(name=TEAM_NAME, mailbox=MAILBOX)
    organizations.request_activation(uai=school.uai)
    says = ("Voici le lien", TEAM_NAME)
    return Expected(MAILBOX, "Accès à votre espace Pix Orga", says, "/rejoindre/?invitationId=")


def invitation() -> Expected:
    return _invite("missions", OrganizationFactory(name=TEAM_NAME))


def invitation_to_a_college() -> Expected:
    return _invite("parcours", OrganizationFactory(name=TEAM_NAME, secondary=True))


def _invite(what: str, school) -> Expected:
    by = MembershipFactory(organization=school, admin=True).user
    organizations.invite_members(organization=school, by=by, addresses=[ADA])
    says = (TEAM_NAME, what, "30 jours", "usage unique")
    return Expected(ADA, "Invitation à rejoindre Pix Orga", says, "/rejoindre/?invitationId=")


def new_administrator() -> Expected:
    school = OrganizationFactory(name=TEAM_NAME)
    told = MembershipFactory(organization=school, admin=True).user
    newcomer = UserFactory(first_name="Ada", last_name="Byron")
    waiting = InvitationFactory(organization=school, activation=True)
    organizations.accept_invitation(invitation=waiting, user=newcomer)
    subject = "Une personne de plus administre votre espace Pix Orga"
    return Expected(told.email, subject, ("Ada Byron", TEAM_NAME), "/equipe/")


def password_reset() -> Expected:
    UserFactory(email=ADA)
    accounts.request_password_reset(email=ADA)
    return Expected(ADA, "Choisir un nouveau mot de passe", ("un jour", "usage unique"), "/mot-de-passe")


def password_changed() -> Expected:
    accounts.reset_password(user=UserFactory(email=ADA), password_hash=accounts.hash_password("Isard-2027"))
    return Expected(ADA, "Votre mot de passe a changé", ("Si ce n’est pas vous",), "/mot-de-passe")


def email_confirmation() -> Expected:
    _register()
    return Expected(ADA, "Confirmer votre adresse e-mail", ("3 jours",), "/")


def _register() -> User:
    return accounts.register_adult(
        first_name="Ada",
        last_name="Byron",
        email=ADA,
        password_hash=accounts.hash_password("Isard-2027"),
        is_email_verified=False,
    )


def email_change() -> Expected:
    own_addresses.request_email_change(user=UserFactory(email=ADA, with_address=True), email=NEW)
    return Expected(NEW, "Confirmer votre nouvelle adresse e-mail", ("3 jours",), "/")


def email_taken() -> Expected:
    UserFactory(email=NEW)
    own_addresses.request_email_change(user=UserFactory(email=ADA, with_address=True), email=NEW)
    return Expected(NEW, "Votre adresse e-mail a déjà un compte", (), "/connexion/")


def email_change_requested() -> Expected:
    own_addresses.request_email_change(user=UserFactory(email=ADA, with_address=True), email=NEW)
    return Expected(ADA, "Un changement d’adresse e-mail est demandé", ("pas vous",), "/mot-de-passe")


def email_changed() -> Expected:
    user = UserFactory(email=ADA, with_address=True)
    own_addresses.request_email_change(user=user, email=NEW)
    own_addresses.confirm_address(address=EmailAddress.objects.get(email=NEW))
    return Expected(ADA, "Votre adresse e-mail a changé", ("pas vous",))


def new_sign_in() -> Expected:
    long_ago = timezone.now() - settings.SIGN_IN_TOLD_AFTER - timedelta(days=1)
    tell_long_absence(user=UserFactory(email=ADA), last_login=long_ago)
    return Expected(ADA, "Nouvelle connexion à votre compte", ("pas vous",), "/mot-de-passe")


def mfa_changed() -> Expected:
    record_mfa_change(user=UserFactory(email=ADA), change=Change.APPLICATION_ADDED)
    return Expected(ADA, "Connexion en deux étapes activée", ("application",), "/mot-de-passe")


def support_request() -> Expected:
    write_to_support(
        topic=SupportRequest.Topic.SPACE,
        full_name="Ada Byron",
        email=ADA,
        uai="0380000X",
        message="Je ne retrouve pas l’espace.\nMerci\u00a0!",
    )
    subject = f"Demande n°\u00a0{SupportRequest.objects.get().pk}"
    return Expected(settings.SUPPORT_EMAIL, subject, ("Ada Byron", ADA, "0380000X", "ne retrouve pas"))


def recovery() -> Expected:
    ask_recovery(leaver())
    says = ("après l’école", "24 heures", "usage unique")
    return Expected(ADA, "Récupération de votre compte Pix", says, "/recuperer-mon-compte/lien/?demande=")


def recovery_with_a_taken_address() -> Expected:
    UserFactory(email=ADA)
    ask_recovery(leaver())
    return Expected(ADA, "Votre adresse e-mail a déjà un compte", (), "/app/connexion/")


def recovery_asked() -> Expected:
    ask_recovery(leaver(account={"email": NEW}))
    says = ("une autre adresse e-mail", "pas vous", "Mot de passe oublié")
    return Expected(NEW, "La récupération de votre compte est demandée", says)


def ask_recovery(learner: Learner) -> None:
    learners.request_recovery(learner_id=learner.pk, email=ADA)


def import_ended() -> Expected:
    run = _slow_run(imported=True, created_count=4)
    tell_sender(run, LearnerImport.Status.IMPORTED, timezone.now())
    says = (TEAM_NAME, "05/09/2026 à 10:30", "4 nouveaux", "à jour")
    return Expected(run.created_by.email, "Vos élèves sont importés", says, "/eleves/import/")


def import_waiting() -> Expected:
    run = _slow_run(status=LearnerImport.Status.WAITING, left_count=12)
    tell_sender(run, LearnerImport.Status.WAITING, timezone.now())
    says = (TEAM_NAME, "12 élèves ne seraient plus dans vos listes", "12/09/2026")
    subject = "Votre import d’élèves attend une confirmation"
    return Expected(run.created_by.email, subject, says, "/eleves/import/")


def import_wrong() -> Expected:
    run = _slow_run(wrong=True)
    tell_sender(run, LearnerImport.Status.VALIDATION_ERROR, timezone.now())
    says = (TEAM_NAME, "comporte 1 erreur.", "Aucun élève n’a changé")
    return Expected(run.created_by.email, "Votre fichier d’élèves est à corriger", says, "/eleves/import/")


def import_failed() -> Expected:
    run = _slow_run(failed=True)
    tell_sender(run, LearnerImport.Status.IMPORT_ERROR, timezone.now())
    says = (TEAM_NAME, "incident", "Aucun élève n’a changé")
    return Expected(run.created_by.email, "Votre import d’élèves n’a pas abouti", says, "/eleves/import/")


def import_abandoned() -> Expected:
    run = _slow_run(status=LearnerImport.Status.ABANDONED)
    tell_sender(run, LearnerImport.Status.ABANDONED, timezone.now())
    says = (TEAM_NAME, "personne ne l’a confirmé en 7 jours", "Aucun élève n’a changé")
    return Expected(run.created_by.email, "Votre import d’élèves est abandonné", says, "/eleves/import/")


def _slow_run(**traits) -> LearnerImport:
    """Return a run that came to this state long after its file was sent, by somebody who is still there."""
    sender = MembershipFactory(organization=OrganizationFactory(name=TEAM_NAME), admin=True)
    return LearnerImportFactory(organization=sender.organization, created_by=sender.user, **traits)


SAMPLES: dict[str, tuple[Callable[[], Expected], ...]] = {
    "accounts.email_change": (email_change, email_taken),
    "accounts.email_change_requested": (email_change_requested,),
    "accounts.email_changed": (email_changed,),
    "accounts.email_confirmation": (email_confirmation,),
    "accounts.mfa_changed": (mfa_changed,),
    "accounts.new_sign_in": (new_sign_in,),
    "accounts.password_changed": (password_changed,),
    "accounts.password_reset": (password_reset,),
    "imports.ended": (import_ended, import_waiting, import_wrong, import_failed, import_abandoned),
    "learners.recovery": (recovery, recovery_with_a_taken_address),
    "learners.recovery_asked": (recovery_asked,),
    "organizations.activation": (activation, activation_by_staff),
    "organizations.invitation": (invitation, invitation_to_a_college),
    "organizations.new_administrator": (new_administrator,),
    "pixorga.support_request": (support_request,),
}
