"""What no constraint can say about pupils."""

from collections.abc import Iterator

from learners.models import Learner


def find_inconsistencies() -> Iterator[str]:
    """Yield one line for each anomaly: ids only."""
    pupils = Learner.objects.order_by("pk")
    names = pupils.values_list("pk", "last_name", "first_name", "search_key", "sort_key")
    for pk, last_name, first_name, *keys in names.iterator():
        sound = Learner(last_name=last_name, first_name=first_name)
        sound.set_keys()
        if keys != [sound.search_key, sound.sort_key]:
            yield f"learners : les clés de l’élève {pk} ne suivent pas son nom"
    for pk in pupils.active().filter(division="").values_list("pk", flat=True):
        yield f"learners : l’élève {pk} est actif et n’a pas de classe"
    unnumbered = pupils.active().filter(national_student_id="", is_provisional=False)
    for pk in unnumbered.values_list("pk", flat=True):
        yield f"learners : l’élève {pk} n’a pas d’INE et n’a pas été ajouté à la main"
