from datetime import date

import factory
from django.utils import timezone

from learners.models import Learner
from pixorga.lib.text import search_key, sort_key
from tests.organizations.factories import OrganizationFactory


class LearnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Learner

    organization = factory.SubFactory(OrganizationFactory)
    first_name = factory.Sequence(lambda n: f"Élève{n}")
    last_name = factory.Sequence(lambda n: f"DUBOIS{n}")
    birthdate = date(2016, 5, 12)
    national_student_id = factory.Sequence(lambda n: f"99{n:07}ZZ")
    level = "CM1"
    division = "CM1 A"
    search_key = factory.LazyAttribute(lambda o: search_key(o.last_name, o.first_name))
    sort_key = factory.LazyAttribute(lambda o: sort_key(o.last_name, o.first_name))

    class Params:
        disabled = factory.Trait(disabled_at=factory.LazyFunction(timezone.now))
        provisional = factory.Trait(is_provisional=True, national_student_id="")
