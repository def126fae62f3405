from itertools import chain

import pytest

from campaigns.domain.catalogue import levels_of, lint_clashes
from campaigns.domain.framework import parse_competence
from campaigns.domain.lint import lint_competence
from campaigns.domain.practice import Deed, deeds_of
from campaigns.domain.profiles import capped_tubes, lint_profile, parse_profiles, skill_codes
from challenges.domain.schema import parse_challenge
from tests.campaigns.framework_files import (
    catalogue_of,
    competence,
    profile,
    question,
    skill,
    thematic,
    tube,
    tutorial,
)
from tests.challenges.bodies import fill_in, short_text, single_choice


def problems_of(data: object) -> list[str]:
    spec, problems = parse_competence(data)
    assert (spec is None) == bool(problems)
    return [str(problem) for problem in problems]


def advice_on(data: object) -> list[str]:
    spec, problems = parse_competence(data)
    assert problems == []
    found = lint_competence(spec, picture_exists=lambda file: True, file_exists=lambda file: True)
    return [str(problem) for problem in found]


def with_tube(*levels: int, **changes: object) -> dict[str, object]:
    """Return a competence of one tube."""
    only = {**thematic("recherche"), "tubes": [tube("pages", *levels) | changes]}
    return competence("pages", thematics=[only])


def with_skill(**changes: object) -> dict[str, object]:
    return with_tube(skills=[skill("pages", 1) | changes])


def test_a_competence_has_its_tubes_skills_challenges_and_tutorials():
    spec, _ = parse_competence(competence())
    assert spec.crcn.name == "Mener une recherche et une veille d’information"
    assert [each.code for each in spec.tubes] == ["pages", "mots", "sources"]
    assert [skill.code for skill in spec.skills][:7] == [
        *(f"pages-{level}" for level in range(1, 7)),
        "mots-1",
    ]
    assert len(spec.challenges) == 36
    assert levels_of(spec) == {level: (3, 6) for level in range(1, 7)}


def test_who_is_asked_is_told_vous():
    spec, _ = parse_competence(competence())
    assert {each.hint for each in spec.challenges} == {
        "Sélectionnez une seule réponse.",
        "Écrivez votre réponse.",
    }


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (competence(competence="6.1"), "n’est pas une compétence du CRCN"),
        (with_tube(1, 2, 4), "les niveaux se suivent"),
        (with_tube(2, 1), "les niveaux se suivent"),
        (with_tube(code="pages1"), "lettres minuscules"),
        (with_skill(challenges=[]), "challenges\u00a0: il manque une valeur"),
        (with_skill(hint=""), "hint\u00a0: il manque une valeur"),
        (with_skill(tutorials=[]), "tutorials\u00a0: il manque une valeur"),
        (with_skill(tutorials=["nulle-part"]), "« nulle-part » n’est pas dans le fichier"),
        (with_skill(challenges=[question("autre-1a")]), "s’écrit pages-1a"),
        (with_skill(challenges=[question("pages-1")]), "s’écrit pages-1a"),
        (with_skill(challenges=[question("pages-1a"), question("pages-1a")]), "est là deux fois"),
        (with_skill(challenges=[{"code": "pages-1a", "kind": "LESSON", "bubbles": ["Lis."]}]), "tutoriel"),
        (competence(description="a" * 401), "description\u00a0: un texte de 401 signes, 400 au plus"),
        (competence(thematics=[{**thematic("recherche"), "title": "a" * 101}]), "101 signes, 100 au plus"),
        (with_tube(title="a" * 101), "title\u00a0: un texte de 101 signes, 100 au plus"),
        (with_tube(description="a" * 401), "description\u00a0: un texte de 401 signes, 400 au plus"),
        (with_skill(title="a" * 201), "title\u00a0: un texte de 201 signes, 200 au plus"),
        (with_skill(hint="a" * 401), "hint\u00a0: un texte de 401 signes, 400 au plus"),
        (with_skill(level="9"), "un niveau va de 1 à 8"),
        (competence(tutorials=[tutorial("pages-lecon")] * 2), "est là deux fois"),
        (competence("pages", tutorials=[tutorial("pages-lecon"), tutorial("seul")]), "aucun acquis ne nomme"),
    ],
)
def test_what_cannot_be_asked_is_an_error(data, problem):
    assert any(problem in each for each in problems_of(data))


def test_a_competence_that_holds_enough_of_everything_has_no_advice():
    practical = competence()
    tubes = practical["thematics"][0]["tubes"]
    for each in chain.from_iterable(each["skills"] for each in tubes):
        each["challenges"][1] |= {"files": ["campaigns/1-1/a.csv"]}
    assert advice_on(practical) == []


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (competence("pages"), "3 sujets au moins"),
        (with_tube(1, 2, 3, 4), "5 niveaux au moins"),
        (with_tube(1, 2, 3, 4, 5), "rien n’est demandé au niveau 6"),
        (with_skill(challenges=[question("pages-1a")]), "deux épreuves par acquis"),
        (competence(), "un tiers des épreuves"),
        (with_skill(hint="mot " * 30), "une phrase de 30 mots"),
        (with_skill(hint="L'eau."), "l’apostrophe est droite"),
        (with_skill(title="a" * 71), "un titre de 71 signes"),
        (competence("pages", tutorials=[tutorial("pages-lecon", text="Court.")]), "60 mots au moins"),
        (competence("pages", tutorials=[tutorial("pages-lecon", text="# Titre")]), "commencent à « ## »"),
        (competence("pages", tutorials=[tutorial("pages-lecon", text="Un\n\n  #\tTitre")]), "commencent à"),
        (competence("pages", tutorials=[tutorial("pages-lecon", format="PICTURE")]), "a une image"),
    ],
)
def test_what_is_scarce_or_badly_written_is_advised(data, advice):
    assert any(advice in each for each in advice_on(data))


@pytest.mark.parametrize(
    ("body", "deeds"),
    [
        (single_choice(), set()),
        (short_text(), set()),
        (short_text(accepted=["12"], treatments=["t1"]), {Deed.COMPUTING}),
        (fill_in(files=["campaigns/1-1/a.csv"]), {Deed.FILE}),
        (single_choice(picture={"file": "a.svg", "alt": "Une page."}), {Deed.PICTURE}),
        (
            {**single_choice(kind="ORDERING", items=["a", "b"]), "choices": None},
            {Deed.SORTING},
        ),
    ],
)
def test_what_a_challenge_makes_the_pupil_do(body, deeds):
    body = {key: value for key, value in body.items() if value is not None}
    spec, problems = parse_challenge(body, where="")
    assert problems == []
    assert deeds_of(spec) == deeds


def test_codes_that_two_files_share_are_told():
    files = catalogue_of(competence(), competence("pages", competence="1.2")).files
    told = [str(problem) for problem in lint_clashes(files)]
    assert any("le sujet « pages » est dans 1-1.yaml et 1-2.yaml" in each for each in told)
    assert any("le tutoriel « pages-lecon »" in each for each in told)


def profiles_of(**changes: object) -> tuple[list, list[str]]:
    profiles, problems = parse_profiles({"profiles": [profile(**changes)]})
    return profiles, list(map(str, problems))


def test_a_profile_asks_its_tubes_up_to_their_levels_and_whole_competences():
    framework = catalogue_of(
        competence(), competence("images", competence="3.2", thematics=[thematic("m", "images")])
    ).competences
    (spec,), problems = profiles_of(tubes=["mots 3", "pages 2"], competences=["3.2"])
    assert problems == []
    assert capped_tubes(spec, framework) == {"pages": 2, "mots": 3, "images": 8}
    assert skill_codes(spec, framework)[:5] == ["pages-1", "pages-2", "mots-1", "mots-2", "mots-3"]
    assert len(skill_codes(spec, framework)) == 11


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"tubes": ["mots"]}, "un sujet et son plus haut niveau"),
        ({"tubes": ["mots 9"]}, "un sujet et son plus haut niveau"),
        ({"tubes": ["mots 2", "mots 3"]}, "une fois"),
        ({"category": "AUTRE"}, "valeur inconnue"),
        ({"title": "a" * 101}, "101 signes, 100 au plus"),
        ({"description": "a" * 401}, "401 signes, 400 au plus"),
        ({"bands": "no", "stages": [{"title": "a", "message": "b"}]}, "palier impossible"),
        ({"bands": "no", "stages": [{"title": "a", "threshold": "9" * 5000}]}, "palier impossible"),
    ],
)
def test_slips_of_authors_in_a_profile_are_told(changes, problem):
    assert any(problem in each for each in profiles_of(**changes)[1])


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"tubes": ["nullepart 2"]}, "« nullepart » n’existe pas"),
        ({"tubes": ["tardif 1", "mots 1"]}, "commence au niveau 2"),
        ({"tubes": [], "competences": ["5.2"]}, "la compétence « 5.2 » n’existe pas"),
        ({"tubes": []}, "il ne demande rien"),
        ({"expected_skills": "22"}, "5 acquis, et non 22"),
    ],
)
def test_what_a_profile_asks_in_vain_is_an_error(changes, problem):
    late = {**thematic("recherche", "pages", "mots")}
    late["tubes"].append(tube("tardif", 2, 3))
    data = competence("pages", "mots", "tardif", thematics=[late])
    (spec,), problems = profiles_of(**changes)
    assert problems == []
    assert any(problem in str(each) for each in lint_profile(spec, catalogue_of(data).competences))
