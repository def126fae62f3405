"""The demonstration: four schools, made once, on an embedded database only."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from imports.models import LearnerImport
from learners.models import Learner
from missions.models import Attempt, Mission
from organizations.models import Invitation, Membership, Organization
from pixorga.demo import seed

pytestmark = pytest.mark.django_db


def counts():
    return [model.objects.count() for model in (Organization, Membership, Learner, Attempt, LearnerImport)]


def test_preparing_twice_keeps_what_is_there():
    seed.prepare()
    before = counts()
    Organization.objects.filter(uai=seed.LILAS).update(name="École renommée")
    seed.prepare()
    assert counts() == before
    assert Organization.objects.get(uai=seed.LILAS).name == "École renommée"


def test_one_school_has_played_and_the_other_waits_for_its_director():
    shown = seed.prepare()
    lilas = Organization.objects.get(uai=seed.LILAS)
    tilleuls = Organization.objects.get(uai=seed.TILLEULS)
    assert shown["code"] == lilas.school_code
    assert Learner.objects.of(lilas).active().count() == 42
    assert Attempt.objects.of(lilas).exclude(completed_at=None).exists()
    assert Attempt.objects.of(lilas).filter(completed_at=None).exists()
    assert not Membership.objects.of(tilleuls).exists()
    assert not Learner.objects.of(tilleuls).exists()


def test_a_college_has_the_pupils_of_its_siecle_file():
    seed.prepare()
    peupliers = Learner.objects.filter(organization__uai=seed.PEUPLIERS)
    assert peupliers.active().count() == 58
    assert peupliers.in_groups(peupliers.exclude(groups="").first().group_names).exists()


def test_its_pupils_sign_in_in_every_way_there_is():
    seed.prepare()
    pupils = Learner.objects.filter(organization__uai=seed.PEUPLIERS, user__isnull=False)
    ways = {
        pupil.last_name: (
            pupil.user.username,
            bool(pupil.user.email),
            pupil.user.external_identities.filter(provider="gar").exists(),
        )
        for pupil in pupils.select_related("user")
    }
    assert ways == {
        "BABBAGE": ("charles.babbage2612", False, False),
        "CAILLIAU": ("robert.cailliau2601", False, False),
        "JACKSON": ("mary.jackson0904", False, False),
        "LOVELACE": (None, True, False),
        "POUZIN": ("louis.pouzin2004", True, False),
        "SANTA": (None, False, True),
    }


def test_a_teacher_works_in_two_schools_and_somebody_is_invited():
    shown = seed.prepare()
    roles = Membership.objects.filter(user__email=shown["teacher"]).values_list("organization__uai", "role")
    assert set(roles) == {(seed.LILAS, Membership.Role.MEMBER), (seed.VERGER, Membership.Role.ADMIN)}
    assert Invitation.objects.pending().get(organization__uai=seed.LILAS).email == seed.INVITED


def test_its_people_sign_in_and_see_their_pages():
    shown = seed.prepare()
    for email, url in (
        (shown["director"], "/eleves/import/"),
        (shown["teacher"], f"/missions/{Mission.objects.earliest('position').pk}/resultats/"),
        (shown["principal"], "/eleves/import/"),
        (shown["platform"], "/admin/"),
    ):
        client = Client()
        client.post("/connexion/", {"login": email, "password": shown["password"]})
        assert client.get(url).status_code == 200, email


def test_a_started_class_is_consistent(capsys):
    seed.prepare()
    call_command("check_consistency")
    assert "Aucune anomalie" in capsys.readouterr().out


@pytest.mark.parametrize("danger", [{"PRODUCTION": True}, {"USES_SQLITE": False}])
def test_a_production_database_is_refused(settings, danger):
    for name, value in danger.items():
        setattr(settings, name, value)
    with pytest.raises(CommandError, match="base de production"):
        call_command("demo")
