import json

import pytest
from django.urls import reverse

from challenges.domain.problems import ContentError
from challenges.domain.reading import Reader
from challenges.domain.tutorials import TutorialSpec, read_tutorial
from challenges.services import store_tutorials
from tests.campaigns.framework_files import tutorial

LINK = {"title": "Nos conseils", "source": "CNIL", "url": "https://www.cnil.fr/"}
PICTURE = {"file": "img/empty.svg", "alt": "Une page.", "width": "320", "height": "200"}


def read(**changes: object) -> tuple[TutorialSpec, list[str]]:
    problems = []
    return read_tutorial(Reader(tutorial("lire", **changes), "", problems)), list(map(str, problems))


@pytest.mark.parametrize("changes", [{}, {"links": [LINK]}, {"picture": PICTURE}])
def test_what_is_stored_is_read_back(changes):
    spec, problems = read(**changes)
    assert problems == []
    assert TutorialSpec.from_body(json.loads(json.dumps(spec.to_body()))) == spec


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"links": [{**LINK, "url": "http://www.cnil.fr/"}]}, "n’est pas une adresse en https"),
        ({"links": [{**LINK, "url": "https://cnil"}]}, "n’est pas une adresse en https"),
        ({"title": "a" * 201}, "201 signes, 200 au plus"),
        ({"source": "a" * 101}, "101 signes, 100 au plus"),
        ({"minutes": "45"}, "30 minutes au plus"),
        ({"format": "VIDEO"}, "valeur inconnue"),
        ({"text": " "}, "il manque une valeur"),
        ({"colour": "red"}, "clé inconnue"),
    ],
)
def test_slips_of_authors_are_told(changes, problem):
    assert any(problem in each for each in read(**changes)[1])


def test_a_body_that_cannot_be_read_is_an_error():
    with pytest.raises(ContentError):
        TutorialSpec.from_body({"code": "lire"})


@pytest.mark.django_db
def test_anybody_reads_a_tutorial_with_its_source_its_length_and_its_links(client):
    spec, _ = read(links=[LINK], picture=PICTURE, text="## Méthode\n\nLisez **tout**. <b>Non</b>")
    store_tutorials(specs=[spec])
    page = client.get(reverse("tutorials:page", args=["lire"])).text
    assert "Par Pix Orga · Pas à pas · 3 minutes" in page
    assert "<h2>Méthode</h2>" in page
    assert "<strong>tout</strong>. &lt;b&gt;" in page
    assert 'href="https://www.cnil.fr/"' in page
    assert 'alt="Une page."' in page
