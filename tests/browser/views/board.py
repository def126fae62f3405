"""The live board of a class: at work, before anybody came in, over."""

from datetime import timedelta
from urllib.parse import urlencode

from django.utils import timezone

from missions.models import Presence
from tests.browser.stage import CLASS, Stage
from tests.browser.views.view import View, director, head_of

BOARD = "/missions/direct/"
# When each was last seen, in minutes; the others of the class are not there.
SEEN = {"Malo": 0, "Capucine": 7, "Louison": 1, "Hugo": 0, "Félix": 2, "Yanis": 3, "Noé": 1, "Isaac": 25}


def class_at_work(stage: Stage) -> str:
    now = timezone.now()
    for first_name, minutes in SEEN.items():
        seen_at = now - timedelta(minutes=minutes)
        presence = {"signed_in_at": seen_at, "seen_at": seen_at, "organization": stage.lilas}
        Presence.objects.update_or_create(learner=stage.pupil(first_name), defaults=presence)
    return f"{BOARD}?{urlencode({'classes': CLASS})}"


def all_classes(stage: Stage) -> str:
    class_at_work(stage)
    return BOARD


def nobody(stage: Stage) -> str:
    Presence.objects.all().delete()
    return BOARD


BOARDS: list[View] = [
    View("board", "didacticiel de l’étape 1", class_at_work, director),
    View("board, all classes", "élèves d’autres classes", all_classes, director),
    View("board, nobody yet", "Faire entrer les élèves", nobody, director),
    View("board, no session yet", "Aucune session n’est ouverte", BOARD, head_of("0010001A")),
]
