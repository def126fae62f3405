"""New passwords for several pupils of a collège. Lines of the access matrix."""

from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from learners.models import CredentialBatch
from learners.services.sealing import Credential, seal
from tests.access_line import Answer, Cells, Line, signed_in
from tests.world import World

LIST = "pixorga:learners"


def of_the_college(answer: Answer, primary: Answer = 404) -> Cells:
    """Whoever works in a primary school has no such page; the list is there for all who work in a school."""
    return signed_in(404, principal=answer, member=primary, admin=primary)


def collegian(world: World) -> dict:
    return {"learner": world.collegian.pk, "kind": "RESET"}


def ready(client: Client, world: World, **changes: object) -> None:
    """Leave a list that the principal may read, or a batch in another state."""
    now, learner, principal = timezone.now(), world.collegian, world.campaign.owner
    batch = CredentialBatch.objects.create(
        organization=world.college,
        requested_by=principal,
        kind=CredentialBatch.Kind.RESET,
        status=CredentialBatch.Status.DONE,
        learner_ids=[learner.pk],
        ended_at=now,
    )
    line = Credential(learner.pk, "3EME B", learner.last_name, learner.first_name, "nom", "drxhtn74")
    sealed = seal(batch=batch, credentials=[line], now=now)
    CredentialBatch.objects.filter(pk=batch.pk).update(**{"sealed": sealed} | changes)


def running(client: Client, world: World) -> None:
    ready(client, world, status=CredentialBatch.Status.RUNNING, ended_at=None, sealed="")


def over(client: Client, world: World) -> None:
    ready(client, world, sealed="")


def of_batch(world: World) -> dict:
    """Return the address of what was left, or of nothing where nothing was."""
    return {"pk": CredentialBatch.objects.values_list("pk", flat=True).first() or 1}


def line(route: str, answer: Answer, arrive: Callable = ready, note: str = "") -> Line:
    return Line(f"learners:{route}", of_the_college(answer), kwargs=of_batch, arrive=arrive, note=note)


LINES: list[Line] = [
    Line("learners:credentials_choose", of_the_college(LIST)),
    Line("learners:credentials_choose", of_the_college(200), "POST", data=collegian),
    Line("learners:credentials_choose", of_the_college(LIST), "POST", note="nobody ticked"),
    Line("learners:credentials_make", of_the_college(LIST)),
    Line("learners:credentials_make", of_the_college("learners:credentials"), "POST", data=collegian),
    line("credentials", 200),
    line("credentials", 200, running, "running"),
    line("credentials", 200, over, "over"),
    line("credentials_state", 200),
    line("credentials_csv", 200),
    line("credentials_csv", "learners:credentials", over, "over"),
    line("credentials_cards", 200),
    line("credentials_cards", "learners:credentials", over, "over"),
]
