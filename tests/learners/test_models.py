"""Keys and filters of pupils, and what the nightly check finds."""

from learners.checks import find_inconsistencies
from learners.models import Learner
from tests.learners.factories import LearnerFactory
from tests.organizations.factories import OrganizationFactory


def test_a_pupil_is_found_by_any_words_of_his_names(db):
    learner = LearnerFactory(first_name="Jean-François", last_name="LE GŒUFF")
    for text in ["le goeuff", "GŒUFF jean", "francois", "jean-fr", "", "   "]:
        assert list(Learner.objects.search(text)) == [learner]
    for text in ["goeuff x", "jeanfrancois"]:
        assert not Learner.objects.search(text).exists()


def test_characters_of_patterns_are_ordinary_characters(db):
    LearnerFactory(first_name="Ada", last_name="ZOLA")
    assert not Learner.objects.search("z%a").exists()
    assert not Learner.objects.search("z_la").exists()


def test_pupils_sort_by_name_then_by_age_of_the_row(db):
    school = OrganizationFactory()
    same = [LearnerFactory(organization=school, first_name="Ada", last_name="MARTIN") for _ in range(2)]
    first = LearnerFactory(organization=school, first_name="Zoé", last_name="ÉLAN")
    assert list(Learner.objects.of(school).by_name()) == [first, *same]


def test_of_keeps_one_school_and_active_hides_those_who_left(db):
    here = LearnerFactory()
    gone = LearnerFactory(organization=here.organization, disabled=True)
    LearnerFactory()
    assert set(Learner.objects.of(here.organization)) == {here, gone}
    assert list(Learner.objects.of(here.organization).active()) == [here]


def test_no_division_asked_keeps_every_division(db):
    LearnerFactory(division="CM1")
    LearnerFactory(division="CM2")
    assert Learner.objects.in_divisions([]).count() == 2
    assert [learner.division for learner in Learner.objects.in_divisions(["CM2"])] == ["CM2"]


def test_sound_pupils_are_no_anomaly(db):
    LearnerFactory()
    LearnerFactory(provisional=True)
    LearnerFactory(disabled=True, division="")
    # Each of these signs is four words: the keys are cut to the length of their columns.
    long = LearnerFactory(last_name="ﷺ" * 255, search_key="", sort_key="")
    long.set_keys()
    long.save()
    assert list(find_inconsistencies()) == []


def test_anomalies_are_told_by_their_ids(db):
    stale = LearnerFactory(sort_key="autre chose")
    without_class = LearnerFactory(division="")
    without_number = LearnerFactory(national_student_id="")
    found = list(find_inconsistencies())
    assert found == [
        f"learners : les clés de l’élève {stale.pk} ne suivent pas son nom",
        f"learners : l’élève {without_class.pk} est actif et n’a pas de classe",
        f"learners : l’élève {without_number.pk} n’a pas d’INE et n’a pas été ajouté à la main",
    ]
