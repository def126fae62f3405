"""The pupils' list of a collège or lycée: accounts, participations, and who may be certified.

Source: spec/accounts.md 6.9, spec/screens.md F-170 to F-175.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from accounts.models import ExternalIdentity
from campaigns.models import Campaign, Participation
from learners.domain.groups import split_groups
from learners.lists import PAGE_SIZES
from learners.models import LearnerQuerySet
from organizations.models import Organization
from pixorga.db.prepared import Prepared

# The columns that are read of each pupil and of his account, as _Pupil names them.
OF_PUPIL = (
    "pk",
    "last_name",
    "first_name",
    "division",
    "groups",
    "birthdate",
    "is_provisional",
    "user_id",
    "user__username",
    "user__email",
    "user__is_active",
    "user__blocked_at",
    "user__blocked_until",
    "user__one_time_password_until",
)


class Method(models.TextChoices):
    """How pupils sign in; the values stand in addresses. The last two are for the filter alone."""

    EMAIL = "email", "Adresse e-mail"
    USERNAME = "identifiant", "Identifiant"
    GAR = "mediacentre", "Médiacentre"
    NOT_GAR = "sans-mediacentre", "Sans Médiacentre"
    NONE = "aucune", "- (pas de compte)"


class Certifiability(models.TextChoices):
    """What the pupil's last profile that was sent says; the values stand in addresses."""

    CERTIFIABLE = "certifiable", "Certifiable"
    NOT_CERTIFIABLE = "non-certifiable", "Non certifiable"
    UNKNOWN = "non-communique", "Non communiqué"

    @classmethod
    def of(cls, is_certifiable: bool | None) -> "Certifiability":
        if is_certifiable is None:
            return cls.UNKNOWN
        return cls.CERTIFIABLE if is_certifiable else cls.NOT_CERTIFIABLE


class Note(models.TextChoices):
    """What keeps an account from being used as usual."""

    CLOSED = "closed", "Compte désactivé"
    BLOCKED = "blocked", "Compte bloqué"
    PAUSED = "paused", "Compte bloqué quelques minutes"
    WAITING = "waiting", "Mot de passe à usage unique en attente"
    EXPIRED = "expired", "Mot de passe à usage unique périmé"


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """A pupil of the list. Dates are « 26/12/2003 »; "" for what there is not.

    methods, notes: labels of Method and Note. groups: « 3A GR1, LATIN ». last_on, last_campaign, last_kind,
    last_status: of the participation that he began last. certifiability: label; certifiable_on: the day on
    which the profile was sent.
    """

    pk: int
    last_name: str
    first_name: str
    division: str
    groups: str
    born_on: str
    is_provisional: bool
    has_account: bool
    methods: tuple[str, ...]
    notes: tuple[str, ...]
    participation_count: int
    last_on: str
    last_campaign: str
    last_kind: str
    last_status: str
    certifiability: str
    certifiable_on: str


class _Pupil(NamedTuple):
    pk: int
    last_name: str
    first_name: str
    division: str
    groups: str
    birthdate: date
    is_provisional: bool
    user_id: int | None
    username: str | None
    email: str | None
    is_active: bool | None
    blocked_at: datetime | None
    blocked_until: datetime | None
    one_time_password_until: datetime | None


class _Part(NamedTuple):
    """A participation, and how many the pupil has. rank: 1 for the one begun last; profile_rank: 1 for the
    profile sent last, among those that were sent.
    """

    learner_id: int
    count: int
    rank: int
    profile_rank: int
    status: str
    started_at: datetime
    shared_at: datetime | None
    is_certifiable: bool | None
    campaign: str
    kind: str

    @property
    def says_profile(self) -> bool:
        return self.shared_at is not None and self.is_certifiable is not None


def rows_of(pupils: Sequence[tuple], organization: Organization, now: datetime) -> list[LearnerRow]:
    """Return the rows of a page; two queries at most. pupils: of OF_PUPIL, as many as a page has."""
    found = [_Pupil(*values) for values in pupils]
    with_gar = _with_gar([pupil.user_id for pupil in found if pupil.user_id])
    lasts, profiles = _parts_of([pupil.pk for pupil in found])
    return [
        LearnerRow(
            pk=pupil.pk,
            last_name=pupil.last_name,
            first_name=pupil.first_name,
            division=pupil.division,
            groups=", ".join(split_groups(pupil.groups)),
            born_on=f"{pupil.birthdate:%d/%m/%Y}",
            is_provisional=pupil.is_provisional,
            has_account=pupil.user_id is not None,
            methods=_methods(pupil, has_gar=pupil.user_id in with_gar),
            notes=_notes(pupil, now),
            **_last(lasts.get(pupil.pk), organization),
            **_certifiability(profiles.get(pupil.pk), organization),
        )
        for pupil in found
    ]


def by_methods(learners: LearnerQuerySet, methods: Iterable[str]) -> LearnerQuerySet:
    """Keep the pupils who sign in by any of these methods (values of Method); no method asked keeps all.

    NOT_GAR keeps those who have no account too: nobody of them comes from the médiacentre.
    """
    has_gar = Exists(ExternalIdentity.objects.filter(provider=ExternalIdentity.GAR, user=OuterRef("user_id")))
    meanings = {
        Method.EMAIL: Q(user__email__gt=""),
        Method.USERNAME: Q(user__username__gt=""),
        Method.GAR: Q(has_gar),
        Method.NOT_GAR: ~Q(has_gar),
        Method.NONE: Q(user=None),
    }
    return _any(learners, [meanings[method] for method in meanings if method in methods])


def by_certifiability(learners: LearnerQuerySet, wanted: Iterable[str]) -> LearnerQuerySet:
    """Keep the pupils of whom this is known (values of Certifiability); nothing asked keeps all."""
    profiles = _profiles().filter(learner=OuterRef("pk")).order_by("-shared_at", "-pk")
    meanings = {
        Certifiability.CERTIFIABLE: Q(is_certifiable=True),
        Certifiability.NOT_CERTIFIABLE: Q(is_certifiable=False),
        Certifiability.UNKNOWN: Q(is_certifiable=None),
    }
    asked = [meanings[value] for value in meanings if value in wanted]
    if not asked:
        return learners
    return _any(learners.alias(is_certifiable=Subquery(profiles.values("is_certifiable")[:1])), asked)


def by_participations(learners: LearnerQuerySet, *, is_reversed: bool) -> LearnerQuerySet:
    """Order by how many campaigns each took part in, then by name."""
    parts = Participation.objects.active().filter(learner=OuterRef("pk")).order_by()
    counts = parts.values("learner").annotate(number=Count("pk")).values("number")
    number = Coalesce(Subquery(counts), 0)
    return learners.order_by(number.desc() if is_reversed else number.asc(), "sort_key", "pk")


def _any(learners: LearnerQuerySet, meanings: list[Q]) -> LearnerQuerySet:
    wanted = Q()
    for meaning in meanings:
        wanted |= meaning
    return learners.filter(wanted)


def _profiles() -> QuerySet[Participation]:
    """Return the profiles that pupils sent: nothing else says whether they may be certified."""
    return Participation.objects.active().filter(is_certifiable__isnull=False, shared_at__isnull=False)


# --- Of the pupils of a page ------------------------------------------------------------------------
def _some_identities(*users: int) -> QuerySet:
    found = ExternalIdentity.objects.filter(provider=ExternalIdentity.GAR, user__in=users)
    return found.order_by().values_list("user_id", flat=True)


def _some_parts(*learners: int) -> QuerySet:
    """Return the columns of _Part: of each pupil, what he began last and the profile that he sent last."""
    of_pupil, has_profile = F("learner_id"), Q(is_certifiable__isnull=False, shared_at__isnull=False)
    parts = Participation.objects.active().filter(learner__in=learners).order_by()
    ranked = parts.annotate(
        number=Window(Count("pk"), partition_by=of_pupil),
        rank=Window(RowNumber(), partition_by=of_pupil, order_by=["-started_at", "-pk"]),
        profile_rank=Window(
            RowNumber(), partition_by=[of_pupil, has_profile], order_by=["-shared_at", "-pk"]
        ),
    )
    return ranked.filter(Q(rank=1) | Q(has_profile, profile_rank=1)).values_list(
        "learner_id",
        "number",
        "rank",
        "profile_rank",
        "status",
        "started_at",
        "shared_at",
        "is_certifiable",
        "campaign__name",
        "campaign__kind",
    )


@lru_cache(maxsize=16)
def _prepared(make: object, size: int) -> Prepared[tuple]:
    return Prepared(make, size)


def _ask(make: object, pks: Sequence[int]) -> list:
    """Return the rows of a query about so many keys, which is written once for each size of a page."""
    size = next((size for size in PAGE_SIZES if size >= len(pks)), len(pks))
    return _prepared(make, size)(*pks, *[0] * (size - len(pks)))


def _with_gar(users: Sequence[int]) -> set[int]:
    return set(_ask(_some_identities, users)) if users else set()


def _parts_of(learners: Sequence[int]) -> tuple[dict[int, _Part], dict[int, _Part]]:
    """Return by pupil what he began last, and the profile that he sent last; one query."""
    parts = [_Part(*values) for values in _ask(_some_parts, learners)] if learners else []
    lasts = {part.learner_id: part for part in parts if part.rank == 1}
    profiles = {part.learner_id: part for part in parts if part.says_profile and part.profile_rank == 1}
    return lasts, profiles


def _methods(pupil: _Pupil, *, has_gar: bool) -> tuple[str, ...]:
    has = {Method.EMAIL: pupil.email, Method.USERNAME: pupil.username, Method.GAR: has_gar}
    return tuple(str(method.label) for method, value in has.items() if value)


def _notes(pupil: _Pupil, now: datetime) -> tuple[str, ...]:
    if pupil.user_id is None:
        return ()
    until = pupil.one_time_password_until
    notes = {
        Note.CLOSED: not pupil.is_active,
        Note.BLOCKED: pupil.blocked_at,
        Note.PAUSED: not pupil.blocked_at and pupil.blocked_until and pupil.blocked_until > now,
        Note.WAITING: until and until > now,
        Note.EXPIRED: until and until <= now,
    }
    return tuple(str(note.label) for note, is_so in notes.items() if is_so)


def _last(part: _Part | None, organization: Organization) -> dict[str, int | str]:
    if part is None:
        names = ("last_on", "last_campaign", "last_kind", "last_status")
        return {"participation_count": 0} | dict.fromkeys(names, "")
    return {
        "participation_count": part.count,
        "last_on": _day(part.started_at, organization),
        "last_campaign": part.campaign,
        "last_kind": str(Campaign.Kind(part.kind).label),
        "last_status": str(Participation.Status(part.status).label),
    }


def _certifiability(part: _Part | None, organization: Organization) -> dict[str, str]:
    state = Certifiability.of(part.is_certifiable if part else None)
    is_dated = part is not None and state == Certifiability.CERTIFIABLE
    return {
        "certifiability": str(state.label),
        "certifiable_on": _day(part.shared_at, organization) if is_dated else "",
    }


def _day(instant: datetime, organization: Organization) -> str:
    return f"{organization.local(instant):%d/%m/%Y}"
