from datetime import timedelta

import factory
from django.utils import timezone

from organizations.models import Invitation, Membership, Organization
from tests.accounts.factories import UserFactory


class OrganizationFactory(factory.django.DjangoModelFactory):
    """A primary school; ``SCO`` for a collège, ``session_open`` for a school whose pupils may enter."""

    class Meta:
        model = Organization

    uai = factory.Sequence(lambda n: f"{n:07}Z")
    kind = Organization.Kind.SCO_1D
    name = factory.Sequence(lambda n: f"École n° {n}")
    mailbox = factory.LazyAttribute(lambda o: f"ce.{o.uai.lower()}@ac-exemple.example")
    school_code = factory.Sequence(lambda n: f"QWERTY{n % 8 + 2}{n // 8 % 8 + 2}{n // 64 % 8 + 2}")

    class Params:
        secondary = factory.Trait(
            kind=Organization.Kind.SCO, school_code=None, name=factory.Sequence(lambda n: f"Collège n° {n}")
        )
        archived = factory.Trait(archived_at=factory.LazyFunction(timezone.now))
        session_open = factory.Trait(
            session_opened_at=factory.LazyFunction(timezone.now),
            session_expires_at=factory.LazyFunction(lambda: timezone.now() + timedelta(hours=4)),
        )


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    organization = factory.SubFactory(OrganizationFactory)
    user = factory.SubFactory(UserFactory)
    role = Membership.Role.MEMBER

    class Params:
        admin = factory.Trait(role=Membership.Role.ADMIN)


class InvitationFactory(factory.django.DjangoModelFactory):
    """A member’s invitation that waits since an hour; ``activation`` for the link that a mailbox gets."""

    class Meta:
        model = Invitation

    organization = factory.SubFactory(OrganizationFactory)
    email = factory.Sequence(lambda n: f"invite{n}@ac-exemple.example")
    nonce = factory.Sequence(lambda n: f"nonce-{n}.0")
    sent_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))

    class Params:
        activation = factory.Trait(
            origin=Invitation.Origin.ACTIVATION,
            role=Membership.Role.ADMIN,
            email=factory.LazyAttribute(lambda o: o.organization.mailbox),
            requester_first_name="Louis",
            requester_last_name="Dupont",
        )
        accepted = factory.Trait(
            status=Invitation.Status.ACCEPTED,
            accepted_at=factory.LazyFunction(timezone.now),
            accepted_by=factory.SubFactory(UserFactory),
        )
        cancelled = factory.Trait(
            status=Invitation.Status.CANCELLED, cancelled_at=factory.LazyFunction(timezone.now)
        )
        expired = factory.Trait(sent_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=31)))
