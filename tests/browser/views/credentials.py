"""New passwords for several pupils of a collège: before, on the way, and while the list may be read."""

from collections.abc import Callable

from django.utils import timezone

from accounts import services as accounts
from accounts.models import LegalDocument, User
from learners.models import CredentialBatch, Learner
from learners.services.credentials import request_credentials
from learners.services.sealing import Credential, seal
from organizations.models import Membership, Organization
from tests.accounts.factories import UserFactory
from tests.browser.stage import LONG_NAMES, Stage
from tests.browser.views.view import View
from tests.browser.window import Window
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import MembershipFactory, OrganizationFactory

UAI = "0010050Z"
LIST = "/eleves/"


def college() -> Organization:
    """Return a collège of twelve pupils, all but one with an identifier, one with an address alone."""
    found = Organization.objects.filter(uai=UAI).first()
    if found:
        return found
    school = OrganizationFactory(secondary=True, uai=UAI, name="Collège des Mots de passe")
    in_class = {"organization": school, "division": "5EME B", "level": ""}
    for first_name, last_name in [*LONG_NAMES, *[("Ada", "LOVELACE")] * 8]:
        names = {"first_name": first_name, "last_name": last_name}
        LearnerFactory(**in_class, **names, user=UserFactory(pupil=True))
    LearnerFactory(**in_class, user=UserFactory())
    LearnerFactory(**in_class, user=None)
    return school


def somebody(stage: Stage) -> dict[str, str]:
    """Somebody new each time: one batch runs at a time for a person."""
    user = MembershipFactory(organization=college(), admin=True).user
    for document in LegalDocument.objects.all():
        accounts.accept_terms(user=user, document=document)
    return stage.session_of(user)


def latest() -> User:
    return Membership.objects.filter(organization=college()).latest("pk").user


def batch(**changes: object) -> Callable[[Stage], str]:
    """Return the address of a batch of whoever has just signed in, in this state."""

    def url(stage: Stage) -> str:
        learners = list(Learner.objects.of(college()).exclude(user__username=None).select_related("user"))
        made = request_credentials(
            organization=college(),
            by=latest(),
            kind=CredentialBatch.Kind.RESET,
            learner_ids=[learner.pk for learner in learners],
        )
        made.sealed = seal(batch=made, credentials=[line(each) for each in learners], now=timezone.now())
        for name, value in changes.items():
            setattr(made, name, value)
        made.ended_at = None if made.status == "RUNNING" else timezone.now()
        made.save()
        return f"/eleves/mots-de-passe/{made.pk}/"

    return url


def cards(stage: Stage) -> str:
    return f"{batch(status='DONE')(stage)}fiches/"


def line(learner: Learner) -> Credential:
    names = (learner.division, learner.last_name, learner.first_name)
    return Credential(learner.pk, *names, learner.user.username, "drxhtn74")


def choose(window: Window, stage: Stage) -> None:
    """Post the form of the list, with every pupil ticked."""
    ids = list(Learner.objects.of(college()).values_list("pk", flat=True))
    window.page.evaluate(
        """([ids, school]) => {
            const form = document.createElement("form");
            form.method = "post";
            form.action = "/eleves/mots-de-passe/choisir/";
            const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
            const ticked = ids.map((pk) => ["learner", pk]);
            for (const [name, value] of [["csrfmiddlewaretoken", token], ["school_id", school], ...ticked]) {
                const input = document.createElement("input");
                Object.assign(input, { type: "hidden", name, value });
                form.append(input);
            }
            document.body.append(form);
            form.submit();
        }""",
        [ids, college().pk],
    )


CREDENTIALS: list[View] = [
    View("passwords, who is concerned", "12 élèves sélectionnés, 11 concernés", LIST, somebody, choose),
    View("passwords, on the way", "Préparation en cours", batch(done_count=4), somebody),
    View("passwords, ready", "10 mots de passe sont prêts", batch(status="DONE"), somebody),
    View(
        "passwords, over",
        "Ces mots de passe ne peuvent plus être affichés",
        batch(status="DONE", sealed=""),
        somebody,
    ),
    View(
        "passwords, failed",
        "Aucun mot de passe n’a été modifié",
        batch(status="FAILED", error_code="PASSWORDS_CHANGED", sealed=""),
        somebody,
    ),
    View("passwords, cards", "Allez sur", cards, somebody),
]
