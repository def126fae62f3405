"""The content of missions as objects, parsed once for each revision."""

from missions.domain.content import MissionSpec
from missions.models import Mission

_parsed: dict[int, tuple[str, MissionSpec]] = {}


def spec_of(mission: Mission) -> MissionSpec:
    """Return the content of a mission: title, objectives, steps, dare, sheet.

    Parsed again only when the row holds another text; one entry a mission is kept in each process.
    """
    digest, spec = _parsed.get(mission.pk, ("", None))
    if spec is None or digest != mission.digest:
        spec = MissionSpec.from_body(mission.body)
        _parsed[mission.pk] = (mission.digest, spec)
    return spec
