"""Target profiles (« parcours ») as data: subjects, each up to a level, and the stages of the result.

Files of campaigns/content/profiles, several profiles in each. Source: spec/campaigns.md 5.3, 5.5.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaigns.domain.framework import HIGHEST_LEVEL, LONGEST_DESCRIPTION, LONGEST_TITLE, CompetenceSpec
from campaigns.domain.stages import BANDS, Stage, ladder_order
from challenges.domain.problems import ContentProblem
from challenges.domain.reading import Reader, whole_number

# « motdepasse 3 »: a tube, and its highest level that is asked.
CAP = re.compile(r"([a-z]+) ([1-8])")


class Category(StrEnum):
    """What teachers filter the courses by. Values are stored and written in content files."""

    COMPETENCES = "COMPETENCES"
    PREDEFINED = "PREDEFINED"
    DISCIPLINE = "DISCIPLINE"
    BACK_TO_SCHOOL = "BACK_TO_SCHOOL"
    SUBJECT = "SUBJECT"


@dataclass(frozen=True, slots=True)
class ProfileSpec:
    """A target profile as its author wrote it.

    caps: the highest level of each tube that is named. competences: those that are asked whole.
    expected_skills: how many skills it must come to, None where it may be any number.
    """

    code: str
    title: str
    description: str
    category: Category | None
    caps: Mapping[str, int]
    competences: tuple[str, ...]
    stages: tuple[Stage, ...]
    expected_skills: int | None


def parse_profiles(data: object) -> tuple[list[ProfileSpec], list[ContentProblem]]:
    """Return the profiles of a file in order, and every problem found."""
    reader = Reader(data, "", [])
    profiles = [_read_profile(section) for section in reader.sections("profiles")]
    reader.close()
    return profiles, reader.problems


def capped_tubes(profile: ProfileSpec, framework: Iterable[CompetenceSpec]) -> dict[str, int]:
    """Return the highest level of each tube that a profile asks, in the order of the framework."""
    return {
        tube.code: profile.caps.get(tube.code, HIGHEST_LEVEL)
        for competence in framework
        for tube in competence.tubes
        if tube.code in profile.caps or competence.code in profile.competences
    }


def skill_codes(profile: ProfileSpec, framework: Iterable[CompetenceSpec]) -> list[str]:
    """Return the skills that a campaign would freeze today. Source: spec/campaigns.md 5.5."""
    competences = tuple(framework)
    caps = capped_tubes(profile, competences)
    return [
        skill.code
        for competence in competences
        for skill in competence.skills
        if skill.level <= caps.get(skill.tube, 0)
    ]


def lint_profile(profile: ProfileSpec, framework: Iterable[CompetenceSpec]) -> list[ContentProblem]:
    """Return what a profile names and the framework has not, or asks in vain."""
    competences = tuple(framework)
    lowest = {tube.code: tube.skills[0].level for each in competences for tube in each.tubes}
    messages = [f"le sujet « {code} » n’existe pas." for code in profile.caps if code not in lowest]
    messages += [
        f"le sujet « {code} » commence au niveau {lowest[code]}."
        for code, level in profile.caps.items()
        if level < lowest.get(code, 0)
    ]
    known = {competence.code for competence in competences}
    messages += [
        f"la compétence « {code} » n’existe pas." for code in profile.competences if code not in known
    ]
    count = len(skill_codes(profile, competences))
    if not count:
        messages.append("il ne demande rien.")
    if profile.expected_skills not in (None, count):
        messages.append(f"{count} acquis, et non {profile.expected_skills}.")
    return [ContentProblem(profile.code, message) for message in messages]


def _read_profile(reader: Reader) -> ProfileSpec:
    profile = ProfileSpec(
        code=reader.slug("code"),
        title=reader.text("title", longest=LONGEST_TITLE),
        description=reader.text("description", longest=LONGEST_DESCRIPTION),
        category=reader.member("category", Category),
        caps=_read_caps(reader),
        competences=reader.texts("competences", required=False),
        stages=_read_stages(reader),
        expected_skills=reader.number("expected_skills") if reader.has("expected_skills") else None,
    )
    reader.close()
    return profile


def _read_caps(reader: Reader) -> dict[str, int]:
    caps: dict[str, int] = {}
    for text in reader.texts("tubes", required=False):
        match = CAP.fullmatch(text)
        if match is None or match[1] in caps:
            reader.note(f"« {text} » : un sujet et son plus haut niveau sont attendus, une fois.", "tubes")
        else:
            caps[match[1]] = int(match[2])
    return caps


def _read_stages(reader: Reader) -> tuple[Stage, ...]:
    """Return the stages: the four bands where the file says so, else those that it describes."""
    if reader.flag("bands", default=False):
        return BANDS.stages
    stages = [_read_stage(section) for section in reader.sections("stages")] if reader.has("stages") else []
    found = [stage for stage in stages if stage]
    try:
        return ladder_order(found) if found else ()
    except ValueError as error:
        reader.note(f"les paliers ne vont pas ensemble ({error}).", "stages")
        return ()


def _read_stage(reader: Reader) -> Stage | None:
    texts = {
        "title": reader.text("title"),
        "message": reader.text("message"),
        "teacher_title": reader.text("teacher_title"),
        "teacher_message": reader.text("teacher_message"),
    }
    threshold, level = _whole(reader, "threshold"), _whole(reader, "level")
    is_first = reader.flag("first_skill", default=False)
    reader.close()
    try:
        return Stage(threshold=threshold, level=level, is_first_skill=is_first, **texts)
    except ValueError as error:
        reader.note(f"palier impossible ({error}).")
        return None


def _whole(reader: Reader, key: str) -> int | None:
    """Return a whole number, zero too; None where there is none."""
    return whole_number(reader.text(key, required=False))
