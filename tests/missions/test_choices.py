"""Missions hidden or put first for a class: the teachers' page, and what the pupils see of it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from learners.chosen import choose_divisions
from missions.domain.results import Result
from missions.models import Attempt, MissionChoice
from missions.services import choose_missions
from organizations.models import Organization
from pixorga.journal.models import Event
from pixorga.lib.school_year import school_year_of
from tests.learners.factories import LearnerFactory
from tests.learners.pages import said
from tests.missions.factories import AttemptFactory, MissionFactory
from tests.missions.junior_cast import come_in, mission_asking, start
from tests.organizations.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

PAGE, MISSIONS = "/missions/classes/", "/junior/missions/"
HIDDEN, FIRST = MissionChoice.State.HIDDEN, MissionChoice.State.FIRST


def choose(learner, *, now=None, shown=None, **states):
    """Choose for the class of a pupil. states: by key of the mission, « m2="HIDDEN" »; shown: by key."""
    by = MembershipFactory(organization=learner.organization).user
    wanted = {int(name[1:]): state for name, state in states.items()}
    return choose_missions(
        organization=learner.organization,
        division=learner.division,
        states=wanted,
        shown=shown or {},
        by=by,
        now=now or timezone.now(),
    )


@pytest.fixture
def aden(client):
    learner = LearnerFactory(organization=OrganizationFactory(session_open=True), division="CM1 A")
    come_in(client, learner)
    return learner


def this_year():
    return school_year_of(timezone.localdate())


def cards(client):
    """Return (mission, label) of each card, in the order of the page."""
    text = client.get(MISSIONS).text
    found = re.findall(r'href="/junior/missions/(\d+)/" data-once>(.*?)</a>', text, re.S)
    label = r'<span class="mission-status">(.*?)</span>'
    return [(int(pk), re.sub(r"<[^>]+>", "", re.search(label, card, re.S)[1]).strip()) for pk, card in found]


# What pupils see


def test_a_new_class_sees_every_mission(client, aden):
    one, two = MissionFactory.create_batch(2)
    assert cards(client) == [(one.pk, "À faire"), (two.pk, "À faire")]


def test_a_hidden_mission_vanishes_for_the_class_alone(client, aden):
    one, two = MissionFactory.create_batch(2)
    choose(aden, **{f"m{one.pk}": HIDDEN})
    assert cards(client) == [(two.pk, "À faire")]
    come_in(client, LearnerFactory(organization=aden.organization, division="CM1 B"))
    assert [pk for pk, _ in cards(client)] == [one.pk, two.pk]


def test_the_next_class_of_this_name_begins_without_any_choice(client, teacher, school, aden):
    mission = MissionFactory()
    LearnerFactory(organization=school, division="CM1 A")
    last_year = timezone.now() - timedelta(days=366)
    for learner in (aden, LearnerFactory(organization=school, division="CM1 A")):
        choose(learner, now=last_year, **{f"m{mission.pk}": HIDDEN})
    assert cards(client) == [(mission.pk, "À faire")]
    assert checked(teacher.client.get(PAGE, {"classe": "CM1 A"}).text) == ["Visible"]
    choose(aden, **{f"m{mission.pk}": HIDDEN})
    assert cards(client) == []


def test_another_school_with_the_same_class_sees_it(client, aden):
    mission = MissionFactory()
    choose(aden, **{f"m{mission.pk}": HIDDEN})
    come_in(client, LearnerFactory(organization=OrganizationFactory(session_open=True), division="CM1 A"))
    assert cards(client) == [(mission.pk, "À faire")]


def test_first_missions_head_their_group_and_say_so(client, aden):
    todo, first, doing, doing_first, done, done_first = MissionFactory.create_batch(6)
    for mission in (doing, doing_first):
        AttemptFactory(mission=mission, learner=aden, school_year=this_year())
    for mission in (done, done_first):
        AttemptFactory(mission=mission, learner=aden, school_year=this_year(), completed=True)
    choose(aden, **{f"m{mission.pk}": FIRST for mission in (first, doing_first, done_first)})
    assert cards(client) == [
        (doing_first.pk, "À finir en premier"),
        (doing.pk, "En cours"),
        (first.pk, "À faire en premier"),
        (todo.pk, "À faire"),
        (done_first.pk, "Terminé"),
        (done.pk, "Terminé"),
    ]


def test_a_started_mission_is_finished_although_it_was_hidden(client, aden):
    mission = mission_asking(introduction={"bubbles": ["Un robot cherche."]})
    start(aden, mission, now=timezone.now())
    choose(aden, **{f"m{mission.pk}": HIDDEN})
    assert cards(client) == [(mission.pk, "En cours")]
    url = f"{MISSIONS}{mission.pk}/"
    assert client.get(url).url == f"{url}question/"
    assert client.get(f"{url}introduction/").status_code == 200
    assert client.get(f"{url}question/").status_code == 200


def test_a_finished_mission_that_is_hidden_keeps_its_end_and_does_not_begin_again(client, aden):
    mission = AttemptFactory(learner=aden, completed=True, school_year=this_year()).mission
    choose(aden, **{f"m{mission.pk}": HIDDEN})
    assert cards(client) == []
    assert client.get(f"{MISSIONS}{mission.pk}/fin/").status_code == 200
    assert client.post(f"{MISSIONS}{mission.pk}/commencer/").status_code == 404
    assert Attempt.objects.get().overall_result == Result.REACHED


@pytest.mark.parametrize(("method", "tail"), [("get", ""), ("post", "commencer/"), ("get", "introduction/")])
def test_a_hidden_mission_asked_by_its_address_leads_back_to_the_list(client, aden, method, tail):
    mission = mission_asking(introduction={"bubbles": ["Un robot cherche."]})
    choose(aden, **{f"m{mission.pk}": HIDDEN})
    page = getattr(client, method)(f"{MISSIONS}{mission.pk}/{tail}")
    assert page.status_code == 404
    assert "Cette mission n’est pas pour ta classe en ce moment." in page.text
    assert f'href="{MISSIONS}"' in page.text
    assert not Attempt.objects.exists()


def test_the_list_costs_the_same_for_any_number_of_choices(client, aden, flat_queries):
    def grow(n):
        for mission in MissionFactory.create_batch(n):
            choose(aden, **{f"m{mission.pk}": FIRST})
            choose(aden, **{f"m{MissionFactory().pk}": HIDDEN})

    flat_queries(lambda: client.get(MISSIONS), grow, budget=5)


# The service


def test_a_choice_is_written_changed_and_taken_back(aden):
    one, two, three = MissionFactory.create_batch(3)
    assert choose(aden, **{f"m{one.pk}": HIDDEN, f"m{two.pk}": FIRST, f"m{three.pk}": ""}).written == 2
    assert choose(aden, **{f"m{one.pk}": FIRST, f"m{two.pk}": ""}).written == 2
    assert list(MissionChoice.objects.values_list("mission", "state")) == [(one.pk, FIRST)]


def test_the_same_choice_twice_is_told_once(aden):
    mission = MissionFactory()
    assert [choose(aden, **{f"m{mission.pk}": HIDDEN}).written for _ in range(2)] == [1, 0]
    told = Event.objects.get(verb="mission_choices.changed")
    assert told.organization_id == aden.organization_id
    assert told.details == {"hidden": [mission.pk], "first": [], "shown": []}


def test_only_what_differs_from_what_was_shown_is_meant(aden):
    one, two, three = (mission.pk for mission in MissionFactory.create_batch(3))
    choose(aden, **{f"m{one}": HIDDEN, f"m{two}": HIDDEN, f"m{three}": HIDDEN})
    states = {f"m{one}": "", f"m{two}": FIRST, f"m{three}": HIDDEN}
    chosen = choose(aden, shown={one: "", two: "", three: FIRST}, **states)
    assert (chosen.written, chosen.taken) == (0, (two,))
    assert set(MissionChoice.objects.values_list("state", flat=True)) == {HIDDEN}


# The page


@pytest.fixture
def classes(school):
    for division in ("CM1 A", "CM1 B", "CM2"):
        LearnerFactory(organization=school, division=division)


def checked(text):
    """Return the words of the radio buttons that are set, mission by mission."""
    return re.findall(r'<label class="check"><input type="radio"[^>]* checked> (.*?)</label>', text)


def test_a_member_chooses_for_one_class(teacher, school, classes):
    one, two = MissionFactory.create_batch(2)
    assert checked(teacher.client.get(PAGE, {"classe": "CM1 B"}).text) == ["Visible", "Visible"]
    form = {"classe": "CM1 B", f"mission-{one.pk}": "HIDDEN", f"mission-{two.pk}": "FIRST"}
    sent = teacher.client.post(PAGE, form, follow=True)
    assert sent.redirect_chain == [(f"{PAGE}?classe=CM1+B", 302)]
    assert "Les missions de CM1 B sont enregistrées." in said(sent.text)
    assert checked(sent.text) == ["Masquée", "En premier"]
    assert checked(teacher.client.get(PAGE, {"classe": "CM2"}).text) == ["Visible", "Visible"]


def filled_in(text, **choices):
    """Return the form of a page as a browser sends it after these choices."""
    fields = dict(re.findall(r'<input type="hidden" name="((?:montre|mission)-\d+)" value="(.*?)"', text))
    radios = re.findall(r'<input type="radio" name="(.*?)" value="(.*?)" checked>', text)
    return fields | dict(radios) | {"classe": "CM2"} | choices


def test_two_members_on_the_same_page_keep_what_each_of_them_changed(teacher, director, school, classes):
    one, two = MissionFactory.create_batch(2)
    texts = [person.client.get(PAGE, {"classe": "CM2"}).text for person in (teacher, director)]
    director.client.post(PAGE, filled_in(texts[1], **{f"mission-{one.pk}": "HIDDEN"}))
    sent = teacher.client.post(PAGE, filled_in(texts[0], **{f"mission-{two.pk}": "FIRST"}), follow=True)
    assert checked(sent.text) == ["Masquée", "En premier"]
    assert "Les missions de CM2 sont enregistrées." in said(sent.text)


def test_two_members_who_change_the_same_mission_are_told(teacher, director, school, classes):
    same, other = MissionFactory(title="Trier des fichiers"), MissionFactory()
    texts = [person.client.get(PAGE, {"classe": "CM2"}).text for person in (teacher, director)]
    director.client.post(PAGE, filled_in(texts[1], **{f"mission-{same.pk}": "HIDDEN"}))
    mine = filled_in(texts[0], **{f"mission-{same.pk}": "FIRST", f"mission-{other.pk}": "HIDDEN"})
    for _ in range(2):
        text = teacher.client.post(PAGE, mine, follow=True).text
        assert checked(text) == ["Masquée", "Masquée"]
        assert "Quelqu’un d’autre vient de changer « Trier des fichiers »" in said(text)


def test_what_the_form_cannot_ask_is_left_out(teacher, school, classes):
    mission, archived = MissionFactory(), MissionFactory(archived=True)
    form = {f"mission-{mission.pk}": "DELETED", f"mission-{archived.pk}": "HIDDEN", "mission-99999": "FIRST"}
    teacher.client.post(PAGE, {"classe": "CM2", **form})
    assert not MissionChoice.objects.exists()


@pytest.mark.parametrize("division", ["CM9", "", "<b>"])
def test_a_class_that_is_gone_changes_nothing(teacher, school, classes, division):
    mission = MissionFactory()
    form = {"classe": division, f"mission-{mission.pk}": "HIDDEN"}
    text = teacher.client.post(PAGE, form, follow=True).text
    assert "Cette classe n’est plus dans la liste" in said(text)
    assert not MissionChoice.objects.exists()


def test_ones_own_classes_come_first_and_open_the_page(teacher, school, classes):
    MissionFactory()
    choose_divisions(user=teacher.user, organization=school, divisions=["CM2"])
    text = teacher.client.get(PAGE).text
    assert re.findall(r'href="\?classe=(.*?)"', text) == ["CM2", "CM1%20A", "CM1%20B"]
    assert "Les missions de CM2" in said(text)


def test_a_school_without_classes_is_told(teacher):
    MissionFactory()
    assert "Aucune classe pour l’instant" in teacher.client.get(PAGE).text


def test_the_page_costs_the_same_for_any_number_of_missions(teacher, school, classes, flat_queries):
    flat_queries(lambda: teacher.client.get(PAGE), MissionFactory.create_batch, budget=8)


def test_the_journal_counts_what_changed(director, school, classes):
    one, two = MissionFactory.create_batch(2)
    form = {"classe": "CM2", f"mission-{one.pk}": "HIDDEN", f"mission-{two.pk}": "FIRST"}
    director.client.post(PAGE, form)
    text = said(director.client.get("/equipe/journal/").text)
    assert "Missions d’une classe choisies : 1 en premier, 1 masquée" in text


def test_sessions_of_other_schools_play_on(client, aden):
    """A choice never stands in the way of a pupil whose class has none."""
    mission = MissionFactory(playable=True)
    Organization.objects.filter(pk=aden.organization_id).update(session_expires_at=None)
    choose(aden, **{f"m{mission.pk}": HIDDEN})
    bea = LearnerFactory(organization=OrganizationFactory(session_open=True), division="CM1 A")
    come_in(client, bea)
    assert client.post(f"{MISSIONS}{mission.pk}/commencer/").status_code == 303
