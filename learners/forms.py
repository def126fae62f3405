"""The filters of the pupils' list."""

from django.http import QueryDict

from learners.lists import KnownChoicesField, ListForm, SearchField


class LearnerFilters(ListForm):
    """« Nom, prénom » and « Classe »."""

    kept = ("taille", "tri")

    nom = SearchField(label="Nom, prénom")
    classes = KnownChoicesField(label="Classe")

    def __init__(self, query: QueryDict, *, divisions: list[str]) -> None:
        super().__init__(query)
        self.fields["classes"].choices = [(division, division) for division in divisions]
