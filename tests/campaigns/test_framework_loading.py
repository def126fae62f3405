from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.content.loading import load_framework
from campaigns.models import CappedTube, Competence, Skill, TargetProfile, Thematic, Tube
from challenges.domain.problems import ContentError
from challenges.models import Challenge, Tutorial
from tests.campaigns.framework_files import competence, profile, question, tube, write_framework

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
MODELS = (Competence, Thematic, Tube, Skill, Challenge, Tutorial, TargetProfile, CappedTube)


def snapshot() -> list[list[tuple]]:
    links = [Skill.challenges.through, Skill.tutorials.through, Skill.further.through]
    return [list(model.objects.order_by("pk").values_list()) for model in (*MODELS, *links)]


@pytest.fixture
def folder(tmp_path):
    return write_framework(tmp_path, competence(), profiles=[profile()])


def test_the_files_become_rows_and_loading_twice_changes_nothing(folder):
    report = load_framework(folder=folder, now=NOW)
    assert (report.challenges.created, report.tutorials.created, report.archived) == (36, 3, 0)
    assert Competence.objects.count() == 16
    skill = Skill.objects.get(code="mots-3")
    assert (skill.name, skill.level, skill.tube.title) == ("@mots3", 3, "Sujet mots")
    assert skill.tube.thematic.competence.area.title == "Information et données"
    assert [row.code for row in skill.challenges.order_by("code")] == ["mots-3a", "mots-3b"]
    assert [row.code for row in skill.tutorials.all()] == ["mots-lecon"]
    before = snapshot()
    again = load_framework(folder=folder, now=LATER)
    assert (again.created, again.revised, again.archived) == (0, 0, 0)
    assert (again.challenges.unchanged, again.tutorials.unchanged) == (36, 3)
    assert snapshot() == before


def test_an_edited_question_is_a_new_revision_and_its_skill_keeps_the_older_one(folder):
    load_framework(folder=folder, now=NOW)
    data = competence()
    skill = data["thematics"][0]["tubes"][0]["skills"][0]
    skill["challenges"][0]["explanation"] = "On le voit bien."
    report = load_framework(folder=write_framework(folder, data), now=LATER)
    assert (report.challenges.revised, report.revised) == (1, 0)
    revisions = Skill.objects.get(code="pages-1").challenges.filter(code="pages-1a").order_by("revision")
    assert [(row.revision, row.is_current) for row in revisions] == [(1, False), (2, True)]


def test_what_is_removed_is_archived_and_comes_back(folder):
    load_framework(folder=folder, now=NOW)
    report = load_framework(folder=write_framework(folder, competence("pages", "mots")), now=LATER)
    # A tube and its six skills; the profile left with its file.
    assert (report.archived, report.archived_challenges, report.archived_tutorials) == (8, 12, 1)
    gone = Skill.objects.get(code="sources-1")
    assert gone.archived_at == LATER
    assert gone.challenges.count() == 2
    assert not Challenge.objects.current().filter(code__startswith="sources").exists()
    back = load_framework(folder=write_framework(folder, competence(), profiles=[profile()]), now=LATER)
    assert (back.revised, back.challenges.restored, back.tutorials.restored) == (8, 12, 1)
    assert not Skill.objects.exclude(archived_at=None).exists()


def test_what_is_archived_stays_as_it_was(folder):
    load_framework(folder=folder, now=NOW)
    data = competence("mots", "sources")
    load_framework(folder=write_framework(folder, data, profiles=[profile(code="autre", tubes=["mots 1"])]))
    gone = Skill.objects.get(code="pages-1")
    assert [row.code for row in gone.tutorials.all()] == ["pages-lecon"]
    rows = TargetProfile.objects.get(code="rentree").capped_tubes.order_by("tube__code")
    assert [(cap.tube.code, cap.highest_level) for cap in rows] == [("mots", 3), ("pages", 2)]


def test_questions_of_missions_are_not_archived_with_those_of_the_framework(folder):
    theirs = Challenge.objects.create(
        code="loup-va-1a", kind="SINGLE_CHOICE", body={}, digest="x", created_at=NOW
    )
    load_framework(folder=folder, now=NOW)
    load_framework(folder=write_framework(folder, competence("pages")), now=LATER)
    theirs.refresh_from_db()
    assert theirs.is_current


def test_a_tutorial_that_is_edited_is_replaced_and_one_that_is_no_longer_named_is_unlinked(folder):
    load_framework(folder=folder, now=NOW)
    data = competence()
    data["tutorials"][0]["title"] = "Lire mieux"
    data["thematics"][0]["tubes"][1]["skills"][2] |= {"tutorials": ["pages-lecon"], "further": ["mots-lecon"]}
    report = load_framework(folder=write_framework(folder, data), now=LATER)
    assert report.tutorials.revised == 1
    assert Tutorial.objects.get(code="pages-lecon").title == "Lire mieux"
    skill = Skill.objects.get(code="mots-3")
    assert [row.code for row in skill.tutorials.all()] == ["pages-lecon"]
    assert [row.code for row in skill.further.all()] == ["mots-lecon"]


def test_a_target_profile_holds_its_tubes_up_to_their_levels_and_its_stages(folder):
    load_framework(folder=folder, now=NOW)
    row = TargetProfile.objects.with_skill_count().get()
    assert {(cap.tube.code, cap.highest_level) for cap in row.capped_tubes.all()} == {
        ("pages", 2),
        ("mots", 3),
    }
    assert row.skill_count == 5
    assert [stage["threshold"] for stage in row.stages] == [0, 21, 51, 81]
    write_framework(folder, competence(), profiles=[profile(tubes=["mots 4"])])
    load_framework(folder=folder, now=LATER)
    assert TargetProfile.objects.with_skill_count().get().skill_count == 4


def test_nothing_is_loaded_as_long_as_a_file_has_an_error(folder):
    write_framework(folder, competence(), profiles=[profile(tubes=["nullepart 3"])])
    with pytest.raises(ContentError, match="nullepart"):
        load_framework(folder=folder, now=NOW)
    assert not Skill.objects.exists()


def test_loading_costs_the_same_queries_however_much_there_is(folder):
    load_framework(folder=folder, now=NOW)
    data = competence("pages", "mots", "sources", "images")
    with CaptureQueriesContext(connection) as few:
        load_framework(folder=write_framework(folder, data), now=LATER)
    data["thematics"][0]["tubes"] += [tube("videos"), tube("cartes")]
    data["tutorials"] += [{**data["tutorials"][0], "code": f"{code}-lecon"} for code in ("videos", "cartes")]
    with CaptureQueriesContext(connection) as more:
        load_framework(folder=write_framework(folder, data), now=LATER)
    assert len(more) <= len(few) <= 60


def test_a_question_that_leaves_its_skill_is_archived_alone(folder):
    load_framework(folder=folder, now=NOW)
    data = competence()
    data["thematics"][0]["tubes"][0]["skills"][0]["challenges"].pop()
    data["thematics"][0]["tubes"][0]["skills"][0]["challenges"].append(question("pages-1c"))
    report = load_framework(folder=write_framework(folder, data), now=LATER)
    assert (report.archived_challenges, report.challenges.created) == (1, 1)
    codes = Skill.objects.get(code="pages-1").challenges.values_list("code", "is_current")
    assert sorted(codes) == [("pages-1a", True), ("pages-1b", False), ("pages-1c", True)]
