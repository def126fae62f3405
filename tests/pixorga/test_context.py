"""What the shell of every staff page shows: navigation, the session, the reminder of the last import."""

import pytest
from django.utils import timezone

from imports.models import LearnerImport
from pixorga.context import shell

PRIMARY = ["Accueil", "Missions", "Élèves", "Équipe", "Centre d’aide"]


def labels(page) -> list[str]:
    return [entry.label for entry in page.context["nav"].entries]


def current(page) -> list[str]:
    return [entry.label for entry in page.context["nav"].entries if entry.is_current]


def test_every_member_of_a_primary_school_has_the_same_entries(teacher, director):
    assert labels(teacher.client.get("/")) == PRIMARY
    assert labels(director.client.get("/")) == PRIMARY


def test_a_college_is_led_to_its_pupils_and_not_to_missions(principal):
    page = principal.client.get("/")
    assert labels(page) == ["Accueil", "Élèves", "Équipe", "Centre d’aide"]
    assert current(principal.client.get("/eleves/")) == ["Élèves"]
    assert page.context["session_block"] is None


@pytest.mark.parametrize(
    "path", ["/", "/missions/", "/eleves/", "/equipe/", "/equipe/creation/", "/missions/session/fermer/"]
)
def test_every_entry_that_is_shown_opens_and_tells_where_one_is(director, path):
    page = director.client.get(path)
    expected = {"": "Accueil", "missions": "Missions", "eleves": "Élèves", "equipe": "Équipe"}
    assert current(page) == [expected[path.split("/")[1]]]
    for entry in page.context["nav"].entries:
        assert director.client.get(entry.url).status_code == 200, entry.label
    assert 'aria-current="page"' in page.text


def test_the_import_page_stands_under_pupils(director):
    assert current(director.client.get("/eleves/import/")) == ["Élèves"]


@pytest.mark.parametrize("who", ["principal", "teacher"])
def test_no_link_of_the_shell_leads_where_one_may_not_go(request, who):
    person = request.getfixturevalue(who)
    for entry in person.client.get("/").context["nav"].entries:
        assert person.client.get(entry.url).status_code == 200, entry.label


def test_the_documentation_of_a_school_opens_in_a_new_window(teacher, school):
    school.documentation_url = "https://documentation.example/"
    school.save(update_fields=["documentation_url"])
    page = teacher.client.get("/")
    outward = [(entry.label, entry.url) for entry in page.context["nav"].entries if entry.opens_new_window]
    assert outward[0] == ("Documentation", "https://documentation.example/")
    assert page.text.count('<span class="sr-only"> (nouvelle fenêtre)</span>') == 2


def test_help_opens_beside_the_page_where_one_is_at_the_chapter_of_the_school(teacher, principal):
    for person, url in ((teacher, "/aide/#ecole"), (principal, "/aide/")):
        [entry] = [entry for entry in person.client.get("/").context["nav"].entries if entry.opens_new_window]
        assert (entry.label, entry.url) == ("Centre d’aide", url)


def test_the_school_and_its_session_are_shown(teacher, school):
    page = teacher.client.get("/")
    assert page.context["organization"] == school
    assert page.context["session_block"].school_code == school.school_code
    assert f"{school.name} ({school.uai})" in page.text


def test_pages_without_a_school_get_names_that_are_empty(rf):
    context = shell(rf.get("/connexion/"))
    del context["leads_to_app"]  # asked by the layout of one's own account: tests/pixorga/test_app_landing.py
    assert (context.pop("nav").entries, context.pop("other_schools")) == ((), [])
    assert set(context.values()) == {None}


@pytest.mark.parametrize(
    ("who", "path", "is_shown"),
    [
        ("director", "/eleves/", True),
        ("principal", "/eleves/", True),
        ("teacher", "/eleves/", False),
        ("director", "/", False),
        ("director", "/eleves/ajouter/", False),
    ],
)
def test_administrators_are_reminded_of_the_last_import_on_the_pupils_page(request, who, path, is_shown):
    person = request.getfixturevalue(who)
    now, imported = timezone.now(), LearnerImport.Status.IMPORTED
    LearnerImport.objects.create(organization=person.organization, status=imported, ended_at=now)
    page = person.client.get(path)
    assert (page.context["import_banner"] is not None) is is_shown
    assert ("Dernier fichier importé avec succès" in page.text) is is_shown
