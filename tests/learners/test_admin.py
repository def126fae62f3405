"""Pupils in Django admin."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from learners.admin import LearnerAdmin
from learners.domain.groups import join_groups
from learners.models import Learner
from pixorga.journal.models import Event
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import ParticipationFactory
from tests.learners.factories import LearnerFactory

LIST = "/admin/learners/learner/"


@pytest.fixture
def platform(client, db):
    client.force_login(UserFactory(platform_staff=True))
    return client


def change_url(learner):
    return reverse("admin:learners_learner_change", args=[learner.pk])


@pytest.mark.parametrize(("text", "found"), [("gœuff jean", True), ("0380000x", True), ("0380000", False)])
def test_pupils_are_found_by_name_and_by_the_schools_uai(platform, text, found):
    LearnerFactory(first_name="Jean", last_name="LE GOEUFF", organization__uai="0380000X")
    LearnerFactory(last_name="MARTIN")
    page = platform.get(LIST, {"q": text})
    assert ("LE GOEUFF" in page.text) is found
    assert "MARTIN" not in page.text


def test_the_ine_is_not_searched(platform):
    learner = LearnerFactory()
    assert learner.last_name not in platform.get(LIST, {"q": learner.national_student_id}).text


def test_a_corrected_name_brings_its_keys_and_is_journalled(platform):
    learner = LearnerFactory(first_name="Léa", last_name="MARTIN")
    form = {"last_name": "ÉLAN", "first_name": "Léa", "division": "CM2", "is_oralization_enabled": ""}
    assert platform.post(change_url(learner), form).status_code == 302
    learner.refresh_from_db()
    assert (learner.search_key, learner.sort_key) == ("elan lea", "elan  lea")
    event = Event.objects.get()
    assert (event.verb, event.subject_id) == ("learner.corrected", learner.pk)
    assert event.details == {"fields": ["last_name", "division"]}


def test_a_correction_leaves_what_an_import_writes_at_the_same_moment(platform, monkeypatch):
    learner = LearnerFactory(first_name="Léa", last_name="MARTIN", division="CM1")
    save_model = LearnerAdmin.save_model

    def save_after_an_import(*args):
        changes = {"first_name": "Zoé", "division": "CM2", "disabled_at": timezone.now()}
        Learner.objects.filter(pk=learner.pk).update(**changes)
        save_model(*args)

    monkeypatch.setattr(LearnerAdmin, "save_model", save_after_an_import)
    platform.post(change_url(learner), {"last_name": "ÉLAN", "first_name": "Léa", "division": "CM1"})
    learner.refresh_from_db()
    assert (learner.last_name, learner.first_name, learner.division) == ("ÉLAN", "Zoé", "CM2")
    assert learner.sort_key == "elan  zoe"
    assert learner.disabled_at is not None


def test_what_siecle_says_of_a_pupil_and_the_number_of_his_account_are_shown_and_stay(platform):
    account = UserFactory(pupil=True)
    names = {"preferred_last_name": "USAGE", "middle_name": "Rose", "third_name": "Anne"}
    learner = LearnerFactory(**names, groups=join_groups(["LATIN", "3A GR1"]), user=account)
    page = platform.get(change_url(learner)).text
    for shown in (*names.values(), "3A GR1, LATIN", f'<div class="readonly">{account.pk}</div>'):
        assert shown in page
    assert account.username not in page
    form = {"last_name": "X", "first_name": "Y", "division": "Z"}
    platform.post(change_url(learner), form | {"user": "", "groups": "", "middle_name": ""})
    learner.refresh_from_db()
    assert (learner.user, learner.middle_name, learner.group_names) == (account, "Rose", ["3A GR1", "LATIN"])


def test_a_pupil_without_account_shows_a_dash_for_it(platform):
    page = platform.get(change_url(LearnerFactory())).text
    assert ">None<" not in page


def test_keys_numbers_and_school_are_read_only(platform):
    learner = LearnerFactory()
    form = {"last_name": "X", "first_name": "Y", "division": "Z"}
    forged = {
        "national_student_id": "1",
        "sort_key": "x",
        "disabled_at_0": "2026-01-01",
        "organization": "999",
    }
    platform.post(change_url(learner), form | forged)
    before = learner.national_student_id, learner.organization_id
    learner.refresh_from_db()
    assert (learner.national_student_id, learner.organization_id, learner.disabled_at) == (*before, None)
    assert learner.sort_key == "x  y"


def test_nobody_adds_or_deletes_a_pupil(platform):
    learner = LearnerFactory()
    assert platform.get("/admin/learners/learner/add/").status_code == 403
    assert platform.post(f"/admin/learners/learner/{learner.pk}/delete/").status_code == 403
    assert "delete_selected" not in platform.get(LIST).text


def test_the_list_asks_the_same_queries_for_any_number_of_pupils(platform, flat_queries):
    flat_queries(lambda: platform.get(LIST), LearnerFactory.create_batch, budget=5)


def test_accounts_are_taken_off_after_a_question_and_the_participations_stay(platform):
    tied = LearnerFactory(first_name="Léa", last_name="MARTIN", user=UserFactory(pupil=True))
    free = LearnerFactory()
    account = tied.user
    participation = ParticipationFactory(learner=tied, campaign__organization=tied.organization)
    chosen = {"action": "unlink", "_selected_action": [tied.pk, free.pk]}
    question = platform.post(LIST, chosen).text
    assert "Dissocier ces élèves de leur compte" in question
    assert f"Léa MARTIN, {tied.division}, {tied.organization}\u00a0: compte {account.pk}" in question
    tied.refresh_from_db()
    assert tied.user == account

    for answer in ("1 compte dissocié.", "Aucun de ces élèves n’avait de compte."):
        assert answer in platform.post(LIST, chosen | {"confirmed": "oui"}, follow=True).text
    tied.refresh_from_db()
    assert tied.user is None
    account.refresh_from_db()
    assert account.is_active
    assert tied.participations.get() == participation
    assert [event.subject_id for event in Event.objects.filter(verb="learner.account_unlinked")] == [tied.pk]


def test_staff_who_may_only_look_take_no_account_off(client, db):
    looker = UserFactory(is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_learner"))
    client.force_login(looker)
    learner = LearnerFactory(user=UserFactory(pupil=True))
    assert "Dissocier" not in client.get(LIST).text
    client.post(LIST, {"action": "unlink", "_selected_action": [learner.pk], "confirmed": "oui"})
    learner.refresh_from_db()
    assert learner.user is not None


def test_pupils_with_an_account_are_found(platform):
    tied, free = LearnerFactory(user=UserFactory(pupil=True)), LearnerFactory()
    page = platform.get(LIST, {"user__isempty": "0"}).text
    assert tied.last_name in page
    assert free.last_name not in page
