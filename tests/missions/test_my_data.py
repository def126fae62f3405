"""« Mes données, expliquées aux enfants »: reached from the foot of every page of the pupils."""

import pytest

from learners.models import Learner
from tests.missions.factories import make_class
from tests.missions.junior_cast import come_in
from tests.organizations.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

MY_DATA = "/junior/mes-donnees/"


@pytest.fixture
def aden():
    return make_class(OrganizationFactory(school_code="BKTSRV237", session_open=True), "CM1 A", ["Aden X"])[0]


def test_the_foot_of_the_pupils_pages_leads_there(client, aden):
    for path in ("/junior/", "/junior/ecole/BKTSRV237/", "/junior/rien/"):
        assert f'href="{MY_DATA}">Mes données, expliquées aux enfants</a>' in client.get(path).text


def test_anybody_reads_it_and_a_pupil_stays_who_he_is(client, aden):
    page = client.get(MY_DATA).text
    assert "Tu peux demander à les corriger ou à les effacer." in page
    assert 'href="/junior/"' in page
    assert "Se déconnecter</button>" not in page
    come_in(client, aden)
    page = client.get(MY_DATA).text
    assert "<strong>Aden</strong>" in page
    assert 'href="/junior/missions/"' in page


def test_it_is_read_aloud_to_those_who_may_listen(client, aden):
    come_in(client, aden)
    assert "data-listen>" not in client.get(MY_DATA).text
    Learner.objects.update(is_oralization_enabled=True)
    page = client.get(MY_DATA).text.partition("data-kept")[0]
    assert page.count("data-listen>") == page.count("<h1") + page.count("<article") + 1 == 7
