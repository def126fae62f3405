"""The search for the pupil whose work it is."""

from learners.lists import ListForm, SearchField


class TakerForm(ListForm):
    """« Nom, prénom »."""

    nom = SearchField(label="Nom, prénom")
