"""« Donner ce travail à un autre élève »: what moves, what is refused, and how one comes back."""

import re
from datetime import date
from html import unescape

import pytest
from django.utils import timezone

from learners.models import Learner
from missions.models import Activity, ActivityAnswer, Attempt
from missions.questions import question_of
from missions.services import GivingError, GivingProblem, give_attempt
from missions.services.playing import PlayError, Refusal, give_answer
from pixorga.journal.models import Event
from tests.learners.factories import LearnerFactory
from tests.learners.pages import said
from tests.missions.factories import AttemptFactory, MissionFactory
from tests.missions.junior_cast import NOW, give, mission_asking, right_value, start
from tests.organizations.factories import OrganizationFactory
from tests.pages import table

pytestmark = pytest.mark.django_db


@pytest.fixture
def aden(school):
    return LearnerFactory(organization=school, first_name="Aden", last_name="SMITH", division="CM1 A")


@pytest.fixture
def zoe(school):
    return LearnerFactory(organization=school, first_name="Zoé", last_name="AUBERT", division="CM2")


@pytest.fixture
def attempt(aden):
    return AttemptFactory(learner=aden, school_year=2025)


def move(teacher, attempt, giver, taker):
    return give_attempt(
        organization=giver.organization,
        attempt_id=attempt.pk,
        giver=giver,
        taker=taker,
        by=teacher.user,
        now=timezone.now(),
    )


def neighbour(learner):
    return LearnerFactory(organization=learner.organization)


def url(attempt, giver, taker=None):
    tail = f"{taker.pk}/" if taker else ""
    return f"/missions/eleves/{giver.pk}/donner/{attempt.pk}/{tail}"


# The service


def test_the_work_changes_hands_with_its_answers_and_keeps_its_year(teacher, aden, zoe, attempt):
    Activity.objects.create(attempt=attempt, rank=1, level="VALIDATION", step=0, variant=0, challenge_ids=[1])
    assert move(teacher, attempt, aden, zoe)
    moved = Attempt.objects.get()
    assert (moved.learner, moved.organization, moved.school_year) == (zoe, zoe.organization, 2025)
    assert Activity.objects.get().attempt.learner == zoe


def test_the_journal_holds_numbers_alone(teacher, aden, zoe, attempt):
    move(teacher, attempt, aden, zoe)
    told = Event.objects.get(verb="attempt.given")
    assert (told.subject_id, told.actor_id) == (attempt.pk, teacher.user.pk)
    assert told.details == {"mission": attempt.mission_id, "from": aden.pk, "to": zoe.pk}


def test_twice_moves_once_and_back_undoes_it(teacher, aden, zoe, attempt):
    assert [move(teacher, attempt, aden, zoe) for _ in range(2)] == [True, False]
    assert Event.objects.filter(verb="attempt.given").count() == 1
    assert move(teacher, attempt, zoe, aden)
    assert Attempt.objects.get().learner == aden


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        (lambda attempt, zoe: None, None),
        (
            lambda attempt, zoe: AttemptFactory(mission=attempt.mission, learner=zoe),
            GivingProblem.ALREADY_PLAYING,
        ),
        (lambda attempt, zoe: AttemptFactory(learner=zoe), None),
        (lambda attempt, zoe: AttemptFactory(mission=attempt.mission, learner=zoe, completed=True), None),
        (
            lambda attempt, zoe: Learner.objects.filter(pk=zoe.pk).update(disabled_at=NOW),
            GivingProblem.DISABLED,
        ),
        (
            lambda attempt, zoe: Attempt.objects.update(
                learner=LearnerFactory(organization=zoe.organization)
            ),
            GivingProblem.MOVED_MEANWHILE,
        ),
    ],
    ids=["free", "plays the same", "plays another", "finished the same", "left", "moved meanwhile"],
)
def test_what_stands_in_the_way(teacher, aden, zoe, attempt, prepare, code):
    prepare(attempt, zoe)
    if code is None:
        assert move(teacher, attempt, aden, zoe)
        return
    owner = Attempt.objects.get(pk=attempt.pk).learner
    with pytest.raises(GivingError) as refused:
        move(teacher, attempt, aden, zoe)
    assert refused.value.code == code
    assert Attempt.objects.get(pk=attempt.pk).learner == owner
    assert not Event.objects.filter(verb="attempt.given").exists()


def test_a_finished_work_goes_to_a_pupil_who_plays_that_mission(teacher, aden, zoe):
    finished = AttemptFactory(learner=aden, completed=True)
    AttemptFactory(mission=finished.mission, learner=zoe)
    assert move(teacher, finished, aden, zoe)


def test_nobody_gives_to_himself(teacher, aden, attempt):
    with pytest.raises(GivingError) as refused:
        move(teacher, attempt, aden, aden)
    assert refused.value.code == GivingProblem.SAME_PUPIL


def test_the_wrong_tablet_is_not_asked_any_more_and_the_right_one_goes_on(teacher, school, aden, zoe):
    school.session_expires_at = NOW.replace(hour=12)
    school.save()
    mission = mission_asking(*[{"kind": "SINGLE_CHOICE", **body()} for _ in range(2)])
    attempt = start(aden, mission)
    asked = question_of(aden, mission.pk)
    move(teacher, attempt, aden, zoe)
    sent = {"activity_id": asked.activity.pk, "position": 0, "value": right_value(asked.challenge)}
    with pytest.raises(PlayError) as refused:
        give_answer(learner=aden, now=NOW, rng=None, **sent)
    assert refused.value.code == Refusal.NOT_ASKED
    give(zoe, mission, "RIGHT")
    assert ActivityAnswer.objects.get().activity.attempt.learner == zoe


def body():
    return {"bubbles": ["Oui ?"], "explanation": "Oui.", "choices": [{"right": "Oui"}, {"wrong": "Non"}]}


# The pages


def test_the_own_class_comes_first_and_one_can_search(teacher, school, aden, zoe, attempt):
    LearnerFactory(organization=school, first_name="Bob", last_name="ZOLA", division="CM1 A")
    LearnerFactory(organization=school, last_name="PARTI", disabled=True)
    LearnerFactory(last_name="AILLEURS")
    page = teacher.client.get(url(attempt, aden))
    assert [row[:3] for row in table(page.text)] == [["ZOLA", "Bob", "CM1 A"], ["AUBERT", "Zoé", "CM2"]]
    found = table(teacher.client.get(url(attempt, aden), {"nom": "zoe"}).text)
    assert [row[0] for row in found] == ["AUBERT"]
    assert "Aucun élève ne correspond" in teacher.client.get(url(attempt, aden), {"nom": "xyz"}).text


def test_namesakes_of_a_class_are_told_apart_by_their_birth_dates(teacher, school, aden, zoe, attempt):
    names = {"organization": school, "first_name": "Aden", "last_name": "SMITH"}
    other = LearnerFactory(**names, division="CM1 A", birthdate=date(2017, 3, 5))
    elsewhere = LearnerFactory(**names, division="CM2", birthdate=date(2016, 8, 9))
    page = said(teacher.client.get(url(attempt, aden)).text)
    assert "Date de naissance : 05/03/2017" in page
    assert "09/08/2016" not in page
    assert page.count("Date de naissance") == 1
    page = said(teacher.client.get(url(attempt, aden, other)).text)
    assert f"Date de naissance : {aden.birthdate:%d/%m/%Y}" in page
    assert "Date de naissance : 05/03/2017" in page
    assert "09/08/2016" not in said(teacher.client.get(url(attempt, aden, elsewhere)).text)


def test_a_fragment_is_a_part_of_the_page(teacher, aden, zoe, attempt):
    fragment = teacher.client.get(url(attempt, aden), headers={"HX-Request": "true"}).text.strip()
    assert fragment.startswith('<div class="fragment" id="takers">')
    assert fragment in teacher.client.get(url(attempt, aden)).text


def test_a_pupil_in_the_middle_of_that_mission_is_told_apart(teacher, aden, zoe, attempt):
    AttemptFactory(mission=attempt.mission, learner=zoe)
    assert table(teacher.client.get(url(attempt, aden)).text)[0][3] == "Fait cette mission"
    page = teacher.client.get(url(attempt, aden, zoe))
    assert "en train de faire cette mission" in said(page.text)
    assert '<button class="button" type="submit">Donner ce travail' not in page.text


def test_both_names_are_shown_then_the_work_moves_and_comes_back(teacher, aden, zoe, attempt):
    text = said(teacher.client.get(url(attempt, aden, zoe)).text)
    assert "Aujourd’hui au nom de Aden SMITH (CM1 A)" in text
    assert "Sera au nom de Zoé AUBERT (CM2)" in text
    sent = teacher.client.post(url(attempt, aden, zoe), follow=True)
    assert sent.redirect_chain == [(f"/missions/eleves/{zoe.pk}/", 302)]
    assert "Ce travail est maintenant celui de Zoé AUBERT." in said(sent.text)
    back = unescape(re.search(r'<a href="([^"]*)">Le rendre à Aden SMITH</a>', sent.text)[1])
    assert "Donner ce travail à Aden SMITH ?" in said(teacher.client.get(back).text)
    teacher.client.post(back)
    assert Attempt.objects.get().learner == aden


def test_the_work_of_a_pupil_who_left_is_given_for_good_and_the_page_says_so(teacher, aden, zoe, attempt):
    promise = "vous pourrez revenir en arrière"
    assert promise in said(teacher.client.get(url(attempt, aden, zoe)).text)
    Learner.objects.filter(pk=aden.pk).update(disabled_at=NOW)
    page = said(teacher.client.get(url(attempt, aden, zoe)).text)
    assert "Vous ne pourrez pas revenir en arrière" in page
    assert promise not in page
    sent = teacher.client.post(url(attempt, aden, zoe), follow=True)
    assert "Ce travail est maintenant celui de Zoé AUBERT." in said(sent.text)
    assert "Le rendre" not in sent.text


def test_a_second_click_says_that_it_is_done(teacher, aden, zoe, attempt):
    teacher.client.post(url(attempt, aden, zoe))
    sent = teacher.client.post(url(attempt, aden, zoe), follow=True)
    assert "Ce travail est déjà celui de Zoé AUBERT." in said(sent.text)
    assert teacher.client.get(url(attempt, aden, zoe)).status_code == 404


@pytest.mark.parametrize(
    ("state", "sentence"),
    [({"disabled_at": NOW}, "n’est plus dans la liste"), ({}, "est lui-même en train")],
)
def test_a_refusal_is_one_clear_sentence(teacher, aden, zoe, attempt, state, sentence):
    Learner.objects.filter(pk=zoe.pk).update(**state) if state else AttemptFactory(
        mission=attempt.mission, learner=zoe
    )
    sent = teacher.client.post(url(attempt, aden, zoe), follow=True)
    assert sentence in said(sent.text)
    assert Attempt.objects.get(pk=attempt.pk).learner == aden


def test_another_school_is_out_of_reach(teacher, aden, zoe, attempt):
    stranger = LearnerFactory(organization=OrganizationFactory())
    theirs = AttemptFactory(learner=stranger)
    addresses = [url(attempt, aden, stranger), url(theirs, stranger), url(theirs, aden, zoe)]
    assert [teacher.client.get(address).status_code for address in addresses] == [404] * 3
    assert teacher.client.post(url(attempt, aden, stranger)).status_code == 404
    teacher.client.post(url(theirs, aden, zoe))
    assert Attempt.objects.get(pk=theirs.pk).learner == stranger


def test_an_address_with_a_large_number_finds_nothing(teacher, aden, zoe, attempt):
    large = 10**30
    for address in (
        f"/missions/eleves/{large}/",
        f"/missions/eleves/{aden.pk}/donner/{large}/",
        f"/missions/eleves/{aden.pk}/donner/{attempt.pk}/{large}/",
    ):
        assert teacher.client.get(address).status_code == 404
    posted = teacher.client.post(f"/missions/eleves/{aden.pk}/donner/{large}/{zoe.pk}/")
    assert posted.status_code == 302
    assert Attempt.objects.get().learner == aden


def test_the_same_queries_for_any_number_of_pupils(teacher, school, aden, zoe, attempt, flat_queries):
    def grow(n):
        for learner in LearnerFactory.create_batch(n, organization=school):
            AttemptFactory(mission=attempt.mission, learner=learner)

    flat_queries(lambda: teacher.client.get(url(attempt, aden)), grow, budget=9)
    flat_queries(lambda: teacher.client.get(url(attempt, aden, zoe)), grow, budget=9)


def test_a_mission_that_is_archived_may_still_be_given(teacher, aden, zoe):
    attempt = AttemptFactory(learner=aden, mission=MissionFactory(archived=True), completed=True)
    teacher.client.post(url(attempt, aden, zoe))
    assert Attempt.objects.get().learner == zoe
