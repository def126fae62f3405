"""« Journal » : what a school reads of what was done, by whom, to whom; and what it never reads."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.services import unblock_account
from organizations import services
from organizations.models import Membership, Organization
from pixorga.journal.services import record
from tests.accounts.factories import UserFactory
from tests.conftest import sign_in
from tests.organizations.factories import InvitationFactory, MembershipFactory, OrganizationFactory

JOURNAL = reverse("organizations:journal")
ADMIN, MEMBER = Membership.Role.ADMIN, Membership.Role.MEMBER


def acts(answer) -> list[tuple[str, str]]:
    return [(act.actor, act.sentence) for act in answer.context["acts"]]


def sentences(answer) -> list[str]:
    return [act.sentence for act in answer.context["acts"]]


@pytest.fixture
def ada(school):
    then = timezone.now() - timedelta(days=10)
    user = UserFactory(first_name="Ada", last_name="Lovelace")
    return MembershipFactory(organization=school, user=user, created_at=then)


def befall(member, verb, *, days_ago=1, hours_ago=0, **facts):
    at = timezone.now() - timedelta(days=days_ago, hours=hours_ago)
    return record(f"account.{verb}", subject_id=member.user_id, now=at, **facts)


# --- Who did what to whom, and when ----------------------------------------------------------------


def test_each_act_says_who_did_it_to_whom_the_newest_first(school, director, ada):
    services.change_role(membership=ada, role=ADMIN, by=director.user)
    services.disable_membership(membership=ada, by=director.user)
    me = str(director.user)
    assert acts(director.client.get(JOURNAL)) == [
        (me, "Retrait de l’équipe\u00a0: Ada Lovelace"),
        (me, "Rôle changé\u00a0: Ada Lovelace, de membre à administrateur"),
    ]


def test_what_is_written_late_stands_at_its_date(school, director):
    for verb, day in [("session.closed", 3), ("session.opened", 1), ("session.extended", 2)]:
        record(verb, organization_id=school.pk, now=datetime(2026, 11, day, tzinfo=UTC))
    told = sentences(director.client.get(JOURNAL))
    assert told == ["Session fermée", "Session prolongée", "Session activée"]


def test_the_time_is_the_schools_own(school, director):
    Organization.objects.filter(pk=school.pk).update(time_zone="Indian/Reunion")
    at = datetime(2026, 11, 3, 21, 30, tzinfo=UTC)
    record("session.opened", actor_id=director.user.pk, organization_id=school.pk, now=at)
    [act] = director.client.get(JOURNAL).context["acts"]
    assert act.at == "04/11/2026 - 01:30"


def test_whoever_is_not_of_the_team_is_no_name(school, director):
    staff = UserFactory(platform_staff=True, last_name="Secrète")
    stranger = UserFactory(last_name="Secrète")
    for actor_id in (None, staff.pk, stranger.pk, 10**9):
        record("organization.archived", actor_id=actor_id, organization_id=school.pk)
    answer = director.client.get(JOURNAL)
    assert [actor for actor, _ in acts(answer)] == [
        "Compte supprimé",
        "Une personne extérieure à l’équipe",
        "Équipe de la plateforme",
        "Le site",
    ]
    assert "Secrète" not in answer.text


def test_an_invitation_bears_its_address_only_while_it_waits(school, director, ada):
    waiting = InvitationFactory(organization=school, email="attend@ailleurs.example")
    accepted = InvitationFactory(organization=school, accepted=True, accepted_by=ada.user)
    cancelled = InvitationFactory(organization=school, cancelled=True)
    mailbox = InvitationFactory(organization=school, activation=True)
    everybody = [waiting.pk, accepted.pk, cancelled.pk, mailbox.pk]
    details = {"count": 4, "invitations": everybody}
    facts = {"actor_id": director.user.pk, "organization_id": school.pk}
    record("invitation.sent", details=details, **facts)
    record("invitation.cancelled", subject_id=cancelled.pk, **facts)
    answer = director.client.get(JOURNAL)
    assert sentences(answer) == [
        "Invitation annulée",
        "4 invitations envoyées\u00a0: attend@ailleurs.example, Ada Lovelace et l’adresse de l’établissement",
    ]
    for hidden in (accepted.email, cancelled.email, mailbox.email):
        assert hidden not in answer.text


def test_a_hundred_addresses_are_named_in_part(school, director):
    invitations = InvitationFactory.create_batch(8, organization=school)
    details = {"count": 8, "invitations": [invitation.pk for invitation in invitations]}
    record("invitation.sent", organization_id=school.pk, details=details)
    [sentence] = sentences(director.client.get(JOURNAL))
    assert invitations[4].email in sentence
    assert invitations[5].email not in sentence
    assert sentence.endswith(" et 3 autres")


def test_a_name_is_text_and_no_markup(school, director):
    user = UserFactory(first_name="<b>Ada</b>", last_name="{person}")
    member = MembershipFactory(organization=school, user=user)
    services.change_role(membership=member, role=ADMIN, by=director.user)
    answer = director.client.get(JOURNAL)
    assert "<b>Ada" not in answer.text
    assert "<b>Ada</b> {person}, de membre" in unescape(answer.text)


# --- The accounts of the team ----------------------------------------------------------------------


def test_what_befalls_the_account_of_a_member_is_told(school, director, ada):
    befall(ada, "blocked")
    unblock_account(user=ada.user, actor=UserFactory(platform_staff=True))
    assert acts(director.client.get(JOURNAL)) == [
        ("Équipe de la plateforme", "Compte d’Ada Lovelace\u00a0: débloqué"),
        ("Le site", "Compte d’Ada Lovelace\u00a0: bloqué après 30 échecs de connexion"),
    ]


def test_what_happened_before_somebody_came_or_after_he_left_is_not_told(school, director, ada):
    befall(ada, "blocked", days_ago=11)
    befall(ada, "password_changed", days_ago=5)
    Membership.objects.filter(pk=ada.pk).update(disabled_at=timezone.now() - timedelta(days=3))
    befall(ada, "blocked", days_ago=2)
    assert sentences(director.client.get(JOURNAL)) == ["Compte d’Ada Lovelace\u00a0: mot de passe changé"]


def test_what_is_done_in_another_school_of_the_same_person_is_not_told(school, director, ada):
    elsewhere = MembershipFactory(user=ada.user)
    facts = {"actor_id": ada.user_id, "organization_id": elsewhere.organization_id}
    record("session.opened", **facts)
    record("membership.role_changed", subject_id=elsewhere.pk, **facts)
    assert acts(director.client.get(JOURNAL)) == []


def test_what_concerns_a_person_alone_is_not_told(school, director, ada):
    for verb in ("terms_accepted", "sessions_ended", "email_change_requested", "created", "identity_linked"):
        befall(ada, verb)
    assert acts(director.client.get(JOURNAL)) == []


def test_failures_to_sign_in_are_one_line_a_person_and_a_day(school, director, ada):
    school.time_zone = "Pacific/Auckland"
    school.save()
    zoe = MembershipFactory(organization=school, created_at=ada.created_at)
    Membership.objects.update(created_at=datetime(2026, 11, 1, tzinfo=UTC))
    for day, hour, member, times in [(3, 9, ada, 12), (3, 13, ada, 3), (3, 10, zoe, 1)]:
        for minute in range(times):
            at = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
            record("account.sign_in_failed", subject_id=member.user_id, now=at)
    # Eleven UTC is midnight of the school: the failures of one o’clock are those of another day.
    failed = "Compte d’Ada Lovelace\u00a0: échec de connexion"
    assert sentences(director.client.get(JOURNAL)) == [
        f"{failed} (3 fois ce jour-là)",
        f"Compte de {zoe.user}\u00a0: échec de connexion",
        f"{failed} (12 fois ce jour-là)",
    ]


# --- Filters, pages --------------------------------------------------------------------------------


@pytest.fixture
def busy(school, director, ada):
    """Acts of three groups and of two people, on three days."""
    for day, verb, actor in [
        (1, "session.opened", ada.user),
        (2, "import.sent", director.user),
        (3, "session.closed", director.user),
    ]:
        at = datetime(2026, 11, day, 12, tzinfo=UTC)
        record(verb, actor_id=actor.pk, organization_id=school.pk, now=at)
    services.change_role(membership=ada, role=ADMIN, by=director.user, now=datetime(2026, 11, 4, tzinfo=UTC))
    return ada


ROLE = "Rôle changé\u00a0: Ada Lovelace, de membre à administrateur"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"acte": "sessions"}, ["Session fermée", "Session activée"]),
        ({"acte": "eleves"}, ["Fichier d’élèves envoyé"]),
        ({"acte": "comptes"}, []),
        ({"du": "2026-11-02", "au": "2026-11-03"}, ["Session fermée", "Fichier d’élèves envoyé"]),
        ({"du": "2026-11-04"}, [ROLE]),
        ({"au": "2026-11-01"}, ["Session activée"]),
        ({"du": "2026-11-03", "au": "2026-11-01"}, []),
        ({"acte": "inconnu", "du": "hier", "au": "9999-12-31", "personne": "0"}, 4),
        ({"du": "0001-01-01"}, 4),
    ],
)
def test_filters_choose_and_what_nobody_offers_is_forgotten(busy, director, query, found):
    told = sentences(director.client.get(JOURNAL, query))
    assert told == found or len(told) == found


def test_a_person_is_found_as_the_one_who_acts_and_as_the_one_concerned(busy, director):
    befall(busy, "blocked", days_ago=0)
    Membership.objects.filter(pk=busy.pk).update(created_at=datetime(2026, 1, 1, tzinfo=UTC))
    answer = director.client.get(JOURNAL, {"personne": busy.user_id})
    blocked = "Compte d’Ada Lovelace\u00a0: bloqué après 30 échecs de connexion"
    assert sentences(answer) == [blocked, ROLE, "Session activée"]


def test_people_to_choose_are_the_team_and_those_who_left_lately(school, director, ada):
    now = timezone.now()
    for first_name, days in [("Partie", 30), ("Oubliée", 400)]:
        user = UserFactory(first_name=first_name, last_name="Zola")
        MembershipFactory(
            organization=school, user=user, created_at=now - timedelta(days=500),
            disabled_at=now - timedelta(days=days),
        )  # fmt: skip
    MembershipFactory()
    choices = director.client.get(JOURNAL).context["filters"].fields["personne"].choices
    labels = [label for _, label in choices]
    assert labels == ["Tout le monde", "Ada Lovelace", str(director.user), "Partie Zola (hors de l’équipe)"]


def test_a_swapped_list_is_part_of_the_page(busy, director):
    query = {"acte": "sessions", "taille": "25"}
    page = director.client.get(JOURNAL, query).text
    fragment = director.client.get(JOURNAL, query, headers={"HX-Request": "true"}).text
    assert "<html" not in fragment
    assert fragment.strip() in page
    assert 'name="taille" value="25"' in fragment


def test_an_empty_journal_and_an_empty_search_say_so(director, busy):
    newcomer = sign_in(MembershipFactory(organization=OrganizationFactory(secondary=True), admin=True))
    assert "Rien dans le journal" in newcomer.client.get(JOURNAL).text
    answer = director.client.get(JOURNAL, {"acte": "comptes"})
    assert "Aucun acte ne correspond" in answer.text
    assert "Effacer les filtres" in answer.text


def test_pages_hold_ten_acts_and_tell_how_many_there_are(school, director):
    for _ in range(11):
        record("session.opened", actor_id=director.user.pk, organization_id=school.pk)
    first = director.client.get(JOURNAL)
    assert len(first.context["acts"]) == 10
    assert "11 actes" in first.text
    assert len(director.client.get(JOURNAL, {"page": "2"}).context["acts"]) == 1


def test_the_list_costs_the_same_for_few_and_for_many(school, director, flat_queries):
    def grow(number):
        for _ in range(number):
            member = MembershipFactory(organization=school, created_at=datetime(2026, 1, 1, tzinfo=UTC))
            record("account.sign_in_failed", subject_id=member.user_id)
            invited = InvitationFactory(organization=school)
            details = {"invitations": [invited.pk]}
            record("invitation.sent", actor_id=member.user_id, organization_id=school.pk, details=details)
            record("organization.changed", actor_id=UserFactory().pk, organization_id=school.pk)

    flat_queries(lambda: director.client.get(JOURNAL, {"taille": "100"}), grow, budget=12)


# --- Who may ---------------------------------------------------------------------------------------


def test_only_administrators_read_it_and_only_their_own_schools(school, director, teacher, outsider):
    record("session.opened", actor_id=director.user.pk, organization_id=school.pk)
    assert teacher.client.get(JOURNAL).status_code == 403
    assert acts(outsider.client.get(JOURNAL)) == []
    assert Client().get(JOURNAL).url.startswith(reverse("account_login"))
    assert JOURNAL not in teacher.client.get(reverse("organizations:team")).text
    tabs = re.findall(r'href="([^"]+)"[^>]*>Journal', director.client.get(reverse("organizations:team")).text)
    assert tabs == [JOURNAL]
