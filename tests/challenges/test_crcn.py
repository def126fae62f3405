from challenges.domain.crcn import COMPETENCES, DOMAINS


def test_the_framework_has_five_domains_and_sixteen_competences():
    assert [domain.number for domain in DOMAINS] == ["1", "2", "3", "4", "5"]
    assert len({domain.colour for domain in DOMAINS}) == 5
    assert [sum(code.startswith(domain.number) for code in COMPETENCES) for domain in DOMAINS] == [
        3,
        4,
        4,
        3,
        2,
    ]


def test_a_competence_knows_its_code_its_name_and_its_domain():
    competence = COMPETENCES["4.2"]
    assert str(competence) == "4.2 Protéger les données personnelles et la vie privée"
    assert competence.domain.name == "Protection et sécurité"
    assert all(code == competence.code for code, competence in COMPETENCES.items())
