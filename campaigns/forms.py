"""The filters of the pupils' list of a collège or lycée."""

from django.http import QueryDict

from campaigns.reports.learners import Certifiability, Method
from learners.lists import KnownChoicesField, ListForm, SearchField


class LearnerFilters(ListForm):
    """« Nom, prénom », « Classe », « Groupe » where a school has groups, and what the columns say."""

    kept = ("taille", "tri")

    nom = SearchField(label="Nom, prénom")
    classes = KnownChoicesField(label="Classe")
    groupes = KnownChoicesField(label="Groupe")
    connexion = KnownChoicesField(label="Méthode de connexion", choices=Method.choices)
    certificabilite = KnownChoicesField(label="Certificabilité", choices=Certifiability.choices)

    def __init__(self, query: QueryDict, *, divisions: list[str], groups: list[str]) -> None:
        super().__init__(query)
        self.fields["classes"].choices = [(division, division) for division in divisions]
        self.fields["groupes"].choices = [(group, group) for group in groups]
        if not groups:
            del self.fields["groupes"]
