"""Changing a role, removing somebody, leaving: the pages of the team."""

import pytest
from django.urls import reverse
from django.utils import timezone

from organizations import services
from organizations.models import Membership
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.conftest import sign_in
from tests.crowd import at_once
from tests.organizations.factories import MembershipFactory

ADMIN, MEMBER = Membership.Role.ADMIN, Membership.Role.MEMBER
TEAM = reverse("organizations:team")
LEAVE = reverse("organizations:leave")
ALONE = "Une seule personne administre cet espace"


@pytest.fixture
def karim(school):
    return MembershipFactory(
        organization=school, user__first_name="Karim", user__last_name="Haddad", user__email="karim@k.example"
    )


def role_of(membership):
    return Membership.objects.get(pk=membership.pk).role


def role_url(membership):
    return reverse("organizations:change_role", args=[membership.pk])


def remove_url(membership):
    return reverse("organizations:remove_member", args=[membership.pk])


# --- The list ------------------------------------------------------------------------------------


def test_administrators_have_a_menu_for_each_of_the_others(director, karim):
    page = director.client.get(TEAM).text
    assert "Actions pour Karim Haddad" in page
    assert role_url(karim) in page
    assert remove_url(karim) in page
    assert role_url(director.membership) not in page
    assert remove_url(director.membership) not in page


def test_a_member_sees_no_action_but_his_own_leave(teacher, director, karim):
    page = teacher.client.get(TEAM).text
    assert "Actions" not in page
    assert role_url(karim) not in page
    assert LEAVE in page


def test_an_administrator_may_leave_from_the_list_when_there_are_two(director, school):
    assert LEAVE not in director.client.get(TEAM).text
    MembershipFactory(organization=school, admin=True)
    assert LEAVE in director.client.get(TEAM).text


def test_the_only_administrator_is_advised_to_name_a_second_one(director, teacher, school):
    assert ALONE in director.client.get(TEAM).text
    assert ALONE not in teacher.client.get(TEAM).text
    MembershipFactory(organization=school, admin=True)
    assert ALONE not in director.client.get(TEAM).text


# --- Roles ---------------------------------------------------------------------------------------


def test_the_role_is_changed_in_the_row_of_the_person(director, karim):
    answer = director.client.get(role_url(karim))
    assert "Modifier le rôle de Karim Haddad" in answer.text
    assert f'<label class="sr-only" for="id_role">Rôle de {karim.user.full_name}</label>' in answer.text
    assert answer.text.count("<select") == 1
    assert '<option value="MEMBER" selected>' in answer.text

    answer = director.client.post(role_url(karim), {"role": ADMIN}, follow=True)
    assert answer.redirect_chain == [(TEAM, 302)]
    assert "Karim Haddad a maintenant le rôle d’administrateur" in answer.text
    assert role_of(karim) == ADMIN
    assert Event.objects.get(verb="membership.role_changed").details == {"role": ADMIN, "former": MEMBER}


def test_the_fragment_is_a_part_of_the_page(director, karim):
    page = director.client.get(role_url(karim)).text
    fragment = director.client.get(role_url(karim), headers={"HX-Request": "true"}).text
    assert "<html" not in fragment
    assert fragment.strip().startswith('<div class="fragment" id="member-list">')
    for part in ("<select", "autofocus", "Enregistrer", "1 / 1"):
        assert part in fragment
        assert part in page


def test_a_changed_role_counts_at_the_next_click(director, karim):
    person = sign_in(karim)
    invitations = reverse("organizations:invitations")
    assert person.client.get(invitations).status_code == 403
    director.client.post(role_url(karim), {"role": ADMIN})
    assert person.client.get(invitations).status_code == 200
    director.client.post(role_url(karim), {"role": MEMBER})
    assert person.client.get(invitations).status_code == 403


def test_a_role_that_does_not_exist_is_refused_in_the_row(director, karim):
    for typed in ("OWNER", ""):
        answer = director.client.post(role_url(karim), {"role": typed})
        assert answer.status_code == 200
        assert "Choisissez l’un des rôles" in answer.text
        assert "<title>Erreur" in answer.text
    assert role_of(karim) == MEMBER


def test_nobody_changes_his_own_role_and_is_told_who_can(director):
    for answer in (
        director.client.get(role_url(director.membership), follow=True),
        director.client.post(role_url(director.membership), {"role": MEMBER}, follow=True),
    ):
        assert "pas changer votre propre rôle" in answer.text
    assert role_of(director.membership) == ADMIN


def test_an_old_page_that_says_again_what_is_done_is_answered_calmly(director, karim):
    by = UserFactory(platform_staff=True)
    services.change_role(membership=karim, role=ADMIN, by=by)
    answer = director.client.post(role_url(karim), {"role": ADMIN}, follow=True)
    assert "a maintenant le rôle d’administrateur" in answer.text
    assert Event.objects.filter(verb="membership.role_changed").count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", [role_url, remove_url])
def test_somebody_who_left_meanwhile_is_told_of_as_gone(director, karim, method, address):
    services.disable_membership(membership=karim, by=karim.user)
    answer = getattr(director.client, method)(address(karim), {"role": ADMIN}, follow=True)
    assert answer.redirect_chain == [(TEAM, 302)]
    assert "Karim Haddad ne fait plus partie de l’équipe" in answer.text
    assert role_of(karim) == MEMBER


def test_the_row_is_shown_on_whichever_page_of_the_list_it_stands(director, school):
    MembershipFactory.create_batch(10, organization=school, user__last_name="Zola")
    last = MembershipFactory(organization=school, user__last_name="Zweig")
    answer = director.client.get(role_url(last))
    assert last in answer.context["page"].object_list
    assert 'href="/equipe/?page=1"' in answer.text
    answer = director.client.post(f"{role_url(last)}?page=2&taille=10&x=1", {"role": ADMIN})
    assert answer.url == f"{TEAM}?page=2&taille=10"


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_demote_each_other_at_once_stay_one(director, school):
    other = sign_in(MembershipFactory(organization=school, admin=True))
    pairs = [(director, other), (other, director)]
    answers = at_once(
        *[lambda a=a, b=b: a.client.post(role_url(b.membership), {"role": MEMBER}) for a, b in pairs]
    )
    assert sorted(answer.status_code for answer in answers) == [302, 403]
    assert Membership.objects.of(school).active().admins().count() == 1


# --- Removal -------------------------------------------------------------------------------------


def test_removing_asks_first_and_says_what_it_means(director, karim):
    page = director.client.get(remove_url(karim)).text
    assert "Retirer Karim Haddad de l’équipe" in page
    assert "Son compte Pix n’est pas supprimé" in page
    assert Membership.objects.get(pk=karim.pk).disabled_at is None


def test_whoever_is_removed_loses_the_school_at_the_next_click(director, karim):
    person = sign_in(karim)
    assert person.client.get(TEAM).status_code == 200
    answer = director.client.post(remove_url(karim), follow=True)
    assert "Karim Haddad ne fait plus partie de l’équipe" in answer.text
    assert "Actions pour Karim Haddad" not in answer.text
    assert person.client.get(TEAM).status_code == 404
    assert "membre d’aucun établissement" in person.client.get("/").text
    assert Event.objects.get(verb="membership.disabled").actor_id == director.user.pk


def test_removing_oneself_is_leaving(director):
    assert director.client.get(remove_url(director.membership)).url == LEAVE
    assert director.client.post(remove_url(director.membership)).url == LEAVE
    assert Membership.objects.active().filter(pk=director.membership.pk).exists()


@pytest.mark.parametrize("address", [role_url, remove_url])
def test_members_may_not_and_strangers_find_nothing(teacher, outsider, principal, karim, address):
    for method in ("get", "post"):
        answer = getattr(teacher.client, method)(address(karim), {"role": ADMIN})
        assert answer.status_code == 403
        assert "demandez à un administrateur" in answer.text
        for person in (outsider, principal):
            assert getattr(person.client, method)(address(karim), {"role": ADMIN}).status_code == 404
    assert role_of(karim) == MEMBER


def test_an_administrator_demoted_meanwhile_changes_nothing(director, school, karim, monkeypatch):
    """The role is taken away between the guard of the page and the lock of the service."""
    other = MembershipFactory(organization=school, admin=True)
    act = services.change_role

    def demote_first(**values):
        act(membership=director.membership, role=MEMBER, by=other.user)
        return act(**values)

    monkeypatch.setattr(services, "change_role", demote_first)
    answer = director.client.post(role_url(karim), {"role": ADMIN})
    assert answer.status_code == 403
    assert "Vous n’avez plus le rôle d’administrateur" in answer.text
    assert role_of(karim) == MEMBER


# --- Leaving -------------------------------------------------------------------------------------


def test_a_member_leaves_after_a_page_that_says_what_it_means(teacher, director):
    assert "nouvelle invitation d’un administrateur" in teacher.client.get(LEAVE).text
    answer = teacher.client.post(LEAVE, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "Vous avez quitté l’espace" in answer.text
    assert teacher.client.get(TEAM).status_code == 404
    assert Event.objects.get(verb="membership.left").actor_id == teacher.user.pk


def test_whoever_has_another_school_arrives_there(teacher, director):
    MembershipFactory(user=teacher.user, organization__name="École du Port")
    answer = teacher.client.post(LEAVE, follow=True)
    assert answer.status_code == 200
    assert answer.context["organization"].name == "École du Port"


def test_the_last_administrator_learns_what_to_do_first(director, teacher):
    page = director.client.get(LEAVE)
    assert page.status_code == 200
    assert "Donnez d’abord ce rôle à un membre" in page.text
    assert 'class="button button-danger"' not in page.text
    answer = director.client.post(LEAVE, follow=True)
    assert "Donnez d’abord ce rôle à un membre" in answer.text
    assert Membership.objects.active().filter(pk=director.membership.pk).exists()


def test_one_of_two_administrators_leaves(director, teacher, school):
    MembershipFactory(organization=school, admin=True)
    assert director.client.post(LEAVE).url == "/"
    assert not Membership.objects.active().filter(pk=director.membership.pk).exists()


def test_somebody_alone_may_leave_and_learns_how_to_come_back(director):
    assert "la seule personne de cet espace" in director.client.get(LEAVE).text
    assert director.client.post(LEAVE).url == "/"
    director.membership.refresh_from_db()
    assert director.membership.disabled_at <= timezone.now()


# --- Budgets -------------------------------------------------------------------------------------


def test_changing_a_role_shows_the_list_at_the_price_of_the_list(director, school, karim, flat_queries):
    flat_queries(
        lambda: director.client.get(role_url(karim)),
        lambda n: MembershipFactory.create_batch(n, organization=school),
        budget=10,
    )
