import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from challenges.domain.problems import ContentError
from challenges.models import Challenge
from missions.content import FOLDER, load_content, read_catalogue
from missions.models import Mission
from missions.specs import spec_of
from tests.challenges.bodies import lesson
from tests.missions.test_content_format import activity, mission, question, step

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def folder(tmp_path) -> Path:
    write(tmp_path, "chercher", mission())
    return tmp_path


def write(folder: Path, name: str, data: dict[str, object]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"')
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def other_mission(**changes: object) -> dict[str, object]:
    own = {
        "code": "classer",
        "position": "4",
        "steps": [step("f1")],
        "dare": activity("autre-defi", variants=2),
    }
    return mission(**{**own, **changes})


def snapshot() -> tuple[list, list]:
    return list(Mission.objects.order_by("pk").values()), list(Challenge.objects.order_by("pk").values())


def test_our_own_content_is_loaded_and_loading_twice_changes_nothing():
    catalogue = read_catalogue()
    sizes = len(catalogue.missions), len(catalogue.challenges)
    first = load_content(now=NOW)
    assert (first.created, first.challenges.created) == sizes
    row = Mission.objects.earliest("position")
    assert (row.code, row.title, row.competence, row.revision) == (
        "rechercher-sur-internet",
        "Rechercher sur internet",
        "1.1",
        1,
    )
    asked = {code for mission in Mission.objects.all() for code in spec_of(mission).challenge_codes()}
    assert asked == set(Challenge.objects.current().values_list("code", flat=True))
    before = snapshot()
    second = load_content(now=LATER)
    assert (second.unchanged, second.challenges.unchanged) == sizes
    assert snapshot() == before


def test_an_edited_title_is_a_new_revision_of_the_mission_alone(folder):
    load_content(folder=folder, now=NOW)
    write(folder, "chercher", mission(title="Chercher encore", position="9"))
    report = load_content(folder=folder, now=LATER)
    assert (report.revised, report.challenges.unchanged) == (1, 25)
    row = Mission.objects.get()
    assert (row.revision, row.title, row.position) == (2, "Chercher encore", 9)
    assert spec_of(row).title == "Chercher encore"


def test_an_edited_question_is_a_new_revision_of_the_question_alone(folder):
    load_content(folder=folder, now=NOW)
    edited = mission()
    edited["dare"][0][0]["bubbles"] = ["Où dort le loup\u00a0?"]
    write(folder, "chercher", edited)
    report = load_content(folder=folder, now=LATER)
    assert (report.unchanged, report.challenges.revised, report.challenges.unchanged) == (1, 1, 24)
    assert list(Challenge.objects.filter(code="defi-0-0").values_list("revision", "is_current")) == [
        (2, True),
        (1, False),
    ]


def test_a_question_that_is_taken_out_is_archived(folder):
    load_content(folder=folder, now=NOW)
    shorter = mission()
    del shorter["dare"][2][1]
    write(folder, "chercher", shorter)
    report = load_content(folder=folder, now=LATER)
    assert (report.revised, report.archived_challenges) == (1, 1)
    assert Challenge.objects.get(code="defi-2-1").archived_at == LATER


def test_a_mission_whose_file_is_gone_is_archived_with_its_questions_and_may_come_back(folder):
    write(folder, "classer", other_mission())
    load_content(folder=folder, now=NOW)
    (folder / "classer.yaml").unlink()
    report = load_content(folder=folder, now=LATER)
    assert (report.archived, report.archived_challenges, report.unchanged) == (1, 25, 1)
    assert Mission.objects.get(code="classer").archived_at == LATER
    again = load_content(folder=folder, now=LATER + timedelta(days=1))
    assert (again.archived, again.archived_challenges) == (0, 0)
    write(folder, "classer", other_mission())
    assert load_content(folder=folder, now=LATER).challenges.restored == 25
    row = Mission.objects.get(code="classer")
    assert (row.archived_at, row.revision) == (None, 1)


def test_a_question_that_moves_to_another_mission_stays_in_use(folder):
    write(folder, "classer", other_mission())
    load_content(folder=folder, now=NOW)
    write(folder, "chercher", mission(dare=activity("defi", positions=2, variants=2)))
    moved = [*activity("autre-defi", variants=2), [question("defi-2-0"), question("defi-2-1")]]
    write(folder, "classer", other_mission(dare=moved))
    assert load_content(folder=folder, now=LATER).archived_challenges == 0
    assert Challenge.objects.current().filter(code="defi-2-0").exists()


def test_questions_of_other_apps_are_never_archived(folder):
    Challenge.objects.create(code="ailleurs", kind="LESSON", body=lesson(), digest="x", created_at=NOW)
    load_content(folder=folder, now=NOW)
    load_content(folder=folder, now=LATER)
    assert Challenge.objects.get(code="ailleurs").is_current


def test_one_error_in_one_file_and_nothing_is_loaded(folder):
    write(folder, "classer", other_mission(title=""))
    with pytest.raises(ContentError, match="title\u00a0: il manque une valeur"):
        load_content(folder=folder, now=NOW)
    assert snapshot() == ([], [])


def test_an_old_body_that_can_no_longer_be_read_does_not_stop_the_loading(folder):
    load_content(folder=folder, now=NOW)
    Mission.objects.update(body={"format": "ancien"}, digest="ancien")
    assert load_content(folder=folder, now=LATER).revised == 1
    assert spec_of(Mission.objects.get()).title == "Chercher"


def test_what_two_files_share_is_told(folder):
    write(folder, "copie", mission())
    problems = [str(problem) for problem in read_catalogue(folder).problems]
    assert "deux fichiers ont le code « chercher »." in problems
    assert "deux fichiers ont le rang « 3 »." in problems
    assert "deux fichiers ont une épreuve « defi-0-0 »." in problems


@pytest.mark.parametrize("place", [".", "nulle-part"])
def test_a_folder_without_missions_archives_nothing(folder, tmp_path_factory, place):
    load_content(folder=folder, now=NOW)
    empty = tmp_path_factory.mktemp("vide") / place
    with pytest.raises(ContentError, match="aucun fichier de mission"):
        load_content(folder=empty, now=LATER)
    assert Mission.objects.active().count() == 1
    with pytest.raises(CommandError, match="1 erreur à corriger"):
        run("check_content", "--folder", str(empty))


def test_an_unreadable_file_is_told_once_with_its_line(tmp_path):
    (tmp_path / "casse.yaml").write_text("a: [1\n", encoding="utf-8")
    (problem,) = read_catalogue(tmp_path).problems
    assert problem.where == "casse.yaml"
    assert problem.message.startswith("ligne 2")


def test_a_drawing_is_looked_for_among_the_static_files(folder):
    picture = {"file": "missions/rechercher-sur-internet/carte.svg", "alt": "Une loupe."}
    write(folder, "chercher", mission(picture=picture))
    assert read_catalogue(folder).problems == []
    write(folder, "chercher", mission(picture={**picture, "file": "missions/nulle-part.svg"}))
    (problem,) = read_catalogue(folder).problems
    assert "missions/nulle-part.svg" in problem.message


def run(command: str, *arguments: str) -> str:
    output = io.StringIO()
    call_command(command, *arguments, stdout=output)
    return output.getvalue()


def test_check_content_finds_no_error_in_our_missions_and_writes_nothing():
    """No code was given to another question, and all are registered: see missions/content/codes.txt."""
    output = run("check_content", "--folder", str(FOLDER))
    assert re.search(r"^8 missions, \d+ épreuves\u00a0: aucune erreur, aucun conseil\.$", output, re.M)
    assert re.search(r"^Rechercher sur internet +\d+ +\d+", output, re.M)
    assert snapshot() == ([], [])


def test_new_codes_are_written_to_the_register_on_demand_alone(folder):
    run("check_content", "--folder", str(folder))
    assert not (folder / "codes.txt").exists()
    assert "à inscrire" not in run("check_content", "--folder", str(folder), "--register")
    assert len((folder / "codes.txt").read_text(encoding="utf-8").splitlines()) == 25
    edited = mission()
    edited["dare"][0][0]["choices"] = [{"right": "là"}, {"wrong": "ici"}]
    edited["dare"][0][1]["code"] = "defi-0-9"
    write(folder, "chercher", edited)
    output = io.StringIO()
    with pytest.raises(CommandError, match="1 erreur à corriger"):
        call_command("check_content", "--folder", str(folder), stdout=output)
    assert "chercher.yaml › defi-0-0\u00a0: ce code est inscrit" in output.getvalue()
    assert "1 code(s) à inscrire (defi-0-9)" in output.getvalue()


def test_a_file_bears_the_code_of_its_mission(folder):
    (folder / "chercher.yaml").rename(folder / "autre.yaml")
    (problem,) = read_catalogue(folder).problems
    assert str(problem) == "autre.yaml\u00a0: le fichier s’appelle comme sa mission\u00a0: chercher.yaml."


def test_check_content_lists_advice_and_errors_and_fails_on_errors_alone(folder):
    write(folder, "chercher", mission(dare=[[question("seule")]]))
    assert "[conseil] chercher.yaml › dare\u00a0: 1 position(s)" in run(
        "check_content", "--folder", str(folder)
    )
    write(folder, "chercher", mission(title="L'eau"))
    with pytest.raises(CommandError, match="1 erreur à corriger"):
        run("check_content", "--folder", str(folder))


def test_load_content_tells_what_it_did(folder):
    assert run("load_content", "--folder", str(folder)).splitlines() == [
        "Missions\u00a0: 1 créées, 0 modifiées, 0 inchangées, 0 archivées.",
        "Épreuves\u00a0: 25 créées, 0 modifiées, 0 inchangées, 0 archivées.",
    ]
    write(folder, "chercher", mission(title=""))
    with pytest.raises(CommandError, match="Rien n’a été chargé"):
        run("load_content", "--folder", str(folder))
