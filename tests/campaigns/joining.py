"""A pupil's browser on the way into a campaign."""

from datetime import date

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import ExternalIdentity, User
from campaigns.models import Campaign
from learners.models import Learner
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import CampaignFactory
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory

CODE = "QNTCVK357"
INE = "0750655R01Q"
BORN = date(2003, 12, 26)
PASSWORD = "Marmotte-2027"
TYPED = {"first_name": "Charles", "last_name": "Babbage", "day": "26", "month": "12", "year": "2003"}
ACCOUNT = {"method": "USERNAME", "password": PASSWORD}


def make_campaign(**options: object) -> Campaign:
    school = OrganizationFactory(secondary=True, name="Collège Ada-Lovelace")
    return CampaignFactory(**{"organization": school, "code": CODE, "name": "Rentrée 5e", **options})


def make_learner(campaign: Campaign, **options: object) -> Learner:
    names = {"first_name": "Charles", "last_name": "BABBAGE", "birthdate": BORN, "national_student_id": INE}
    place = {"organization": campaign.organization, "division": "5EME A", "level": ""}
    return LearnerFactory(**(place | names | options))


def make_account(method: str, **options: object) -> User:
    """method: EMAIL, USERNAME or GAR, as conflicts name them."""
    if method == "EMAIL":
        return UserFactory(email="lovelace@pixmail.example", **options)
    if method == "USERNAME":
        return UserFactory(pupil=True, username="charles.babbage2612", **options)
    user = UserFactory(pupil=True, username=None, **options)
    ExternalIdentity.objects.create(
        user=user, provider=ExternalIdentity.GAR, subject=f"ido-{user.pk}", linked_at=timezone.now()
    )
    return user


def url(page: str, code: str = CODE) -> str:
    return reverse(f"participant:{page}", args=[code])


class Browser(Client):
    """follow what the pages offer; each method returns the page at the end."""

    def __init__(self, user: User | None = None, **options: object) -> None:
        super().__init__(**options)
        if user:
            self.force_login(user)

    def begin(self):
        return self.post(url("start"), follow=True)

    def say_who(self, page: str = "sign_up", **typed: str):
        return self.post(url(page), TYPED | typed, follow=True)

    def make_account(self, **typed: str):
        """Fill in the page that is shown, its hidden field included."""
        form = self.get(url("choose_password")).context["form"]
        return self.post(url("choose_password"), ACCOUNT | {"username": form.offered} | typed, follow=True)

    @property
    def account(self) -> User | None:
        pk = self.session.get("_auth_user_id")
        return User.objects.get(pk=pk) if pk else None


def place_of(page) -> str:
    """Return the name of the page at the end of redirections."""
    return page.resolver_match.view_name.removeprefix("participant:")
