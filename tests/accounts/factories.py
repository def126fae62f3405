import factory
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import Acceptance, LegalDocument, User

PASSWORD = "Chamois-2026"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    first_name = factory.Sequence(lambda n: f"Prénom{n}")
    last_name = factory.Sequence(lambda n: f"Nom{n}")
    email = factory.Sequence(lambda n: f"personne{n}@ac-exemple.example")
    password = factory.django.Password(PASSWORD)

    class Params:
        platform_staff = factory.Trait(is_staff=True, is_superuser=True)
        pupil = factory.Trait(email=None, username=factory.Sequence(lambda n: f"prenom.nom{n:04}"))

    @factory.post_generation
    def with_address(self, create, extracted, **kwargs):
        """``with_address=True``: allauth's row too, confirmed, as ``register_adult`` makes it."""
        if extracted:
            EmailAddress.objects.create(user=self, email=self.email, primary=True, verified=True)


class LegalDocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LegalDocument
        django_get_or_create = ("kind", "version")

    kind = LegalDocument.Kind.ORGA_TERMS
    version = "2026-09"
    body = "Texte des conditions."
    published_at = factory.LazyFunction(timezone.now)


class AcceptanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Acceptance

    user = factory.SubFactory(UserFactory)
    document = factory.SubFactory(LegalDocumentFactory)
    accepted_at = factory.LazyFunction(timezone.now)
