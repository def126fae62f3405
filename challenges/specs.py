"""Authored questions as objects, parsed once for each text in each process."""

from collections.abc import Collection, Mapping

from challenges.domain.schema import ChallengeSpec
from challenges.models import Challenge

# By digest, which stands for the whole text: an edited one has another. Nothing here ever becomes outdated.
_parsed: dict[str, ChallengeSpec] = {}


def parsed(challenge: Challenge) -> ChallengeSpec:
    """Return the content of a row; its body may be deferred, it is read the first time only."""
    spec = _parsed.get(challenge.digest)
    if spec is None:
        spec = _parsed[challenge.digest] = ChallengeSpec.from_body(challenge.body)
    return spec


def parsed_all(challenges: Collection[Challenge]) -> Mapping[int, ChallengeSpec]:
    """Return the contents of rows whose bodies may be deferred, by key; one query for those not read yet."""
    new = [each.pk for each in challenges if each.digest not in _parsed]
    if new:
        for row in Challenge.objects.filter(pk__in=new):
            parsed(row)
    return {each.pk: _parsed[each.digest] for each in challenges}
