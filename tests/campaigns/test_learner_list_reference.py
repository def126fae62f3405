"""« Élèves » of a collège says what a slow plain-Python reading of the same pupils says."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest

from accounts.models import ExternalIdentity, User
from campaigns.models import Participation
from learners.domain.groups import join_groups
from learners.models import Learner
from pixorga.lib.text import fold
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import CampaignFactory
from tests.campaigns.pupils_list import NOW, URL
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory
from tests.pages import announced

LAST_NAMES = ["ÉLAN", "Elan", "LE GOEUFF", "LE-GŒUFF", "D’ARC", "Leblanc", "Le Roy", "100%", "A_B"]
FIRST_NAMES = ["Ada", "Àda", "Jean-Luc", "Ève"]
DIVISIONS = ["3ème B", "3eme b", "6e 10", "6e 2", "École"]
GROUPS = ["LATIN", "LATIN 2", "A,B"]
ACCOUNTS = [None, {"email"}, {"username"}, {"email", "username"}, {"gar"}, {"gar", "username"}, set()]
CHOICES = {
    "nom": ["", "", "ada", "le goe", "%", "_", "e"],
    "classes": [[], [], ["3ème B"], ["3eme b", "6e 2", "nulle"], ["nulle"]],
    "groupes": [[], [], ["LATIN"], ["A,B", "LATIN 2"]],
    "connexion": [
        [],
        [],
        ["email"],
        ["identifiant"],
        ["mediacentre"],
        ["sans-mediacentre"],
        ["aucune", "email"],
    ],
    "certificabilite": [[], [], ["certifiable"], ["non-certifiable"], ["non-communique", "certifiable"]],
    "tri": ["", "-nom", "classe", "-classe", "participations", "-participations"],
    "taille": ["10", "25"],
    "page": ["1", "1", "2", "3"],
}


@dataclass(frozen=True)
class Pupil:
    """What is known of a pupil. parts: his participations that were not deleted."""

    record: Learner
    ways: set[str] | None
    groups: list[str]
    parts: list[Participation] = field(default_factory=list)

    @property
    def methods(self) -> set[str]:
        if self.ways is None:
            return {"aucune", "sans-mediacentre"}
        names = {"email": "email", "username": "identifiant", "gar": "mediacentre"}
        return {names[way] for way in self.ways} | (set() if "gar" in self.ways else {"sans-mediacentre"})

    @property
    def certifiability(self) -> str:
        sent = [part for part in self.parts if part.shared_at and part.is_certifiable is not None]
        if not sent:
            return "non-communique"
        last = max(sent, key=lambda part: (part.shared_at, part.pk))
        return "certifiable" if last.is_certifiable else "non-certifiable"

    @property
    def name(self) -> tuple:
        return fold(self.record.last_name), fold(self.record.first_name), self.record.pk

    def is_wanted(self, query: dict) -> bool:
        words, key = fold(query["nom"]).split(), " ".join(self.name[:2])
        asked = [
            ({self.record.division}, set(query["classes"]) & set(DIVISIONS)),
            (set(self.groups), set(query["groupes"])),
            (self.methods, set(query["connexion"])),
            ({self.certifiability}, set(query["certificabilite"])),
        ]
        return all(word in key for word in words) and all(not some or own & some for own, some in asked)


def make_account(ways: set[str]) -> User:
    number = User.objects.count()
    email = f"eleve{number}@a.example" if "email" in ways else None
    user = UserFactory(email=email, username=f"eleve{number}" if "username" in ways else None)
    if "gar" in ways:
        ExternalIdentity.objects.create(user=user, provider="gar", subject=f"{number}", linked_at=NOW)
    return user


def make_pupil(rng: Random, school, campaign) -> Pupil:
    ways, groups = rng.choice(ACCOUNTS), rng.sample(GROUPS, rng.randrange(3))
    user = None if ways is None else make_account(ways)
    record = LearnerFactory(
        organization=school,
        last_name=rng.choice(LAST_NAMES),
        first_name=rng.choice(FIRST_NAMES),
        division=rng.choice(DIVISIONS),
        groups=join_groups(groups),
        user=user,
    )
    parts = [make_part(rng, record, campaign) for _ in range(rng.choice([0, 0, 1, 3, 5]))]
    return Pupil(record, ways, groups, [part for part in parts if not part.deleted_at])


def make_part(rng: Random, record: Learner, campaign) -> Participation:
    """Days repeat: the one made last wins."""
    status = rng.choice(["STARTED", "SHARED", "SHARED"])
    return Participation.objects.create(
        campaign=campaign,
        learner=record,
        status=status,
        started_at=NOW - timedelta(days=rng.randrange(3)),
        shared_at=NOW - timedelta(days=rng.randrange(3)) if status == "SHARED" else None,
        is_certifiable=rng.choice([True, False, None]),
        deleted_at=rng.choice([None, None, NOW]),
    )


def expected(pupils: list[Pupil], query: dict) -> list[int]:
    found = sorted((each for each in pupils if each.is_wanted(query)), key=lambda each: each.name)
    by, is_reversed = query["tri"].removeprefix("-"), query["tri"].startswith("-")
    if by == "nom":
        found.reverse()
    if by == "classe":
        found.sort(key=lambda each: (fold(each.record.division), each.record.division), reverse=is_reversed)
    if by == "participations":
        found.sort(key=lambda each: len(each.parts), reverse=is_reversed)
    return [each.record.pk for each in found]


@pytest.mark.parametrize("seed", [9, 46])
def test_filters_orders_and_pages_together(principal, school, seed):
    rng = Random(seed)
    campaign, elsewhere = CampaignFactory(organization=school), OrganizationFactory(secondary=True)
    make_pupil(rng, elsewhere, campaign)
    pupils = [make_pupil(rng, school, campaign) for _ in range(45)]
    assert {each.record.division for each in pupils} == set(DIVISIONS)
    for _ in range(50):
        query = {name: rng.choice(choices) for name, choices in CHOICES.items()}
        wanted, size = expected(pupils, query), int(query["taille"])
        page = max(1, min(int(query["page"]), -(-len(wanted) // size)))
        text = principal.client.get(URL, query, headers={"HX-Request": "true"}).text
        shown = [int(pk) for pk in re.findall(r'id="eleve-(\d+)"', text)]
        assert shown == wanted[(page - 1) * size : page * size], query
        assert announced(text).startswith(f"{len(wanted) or 'Aucun'} élève"), query
