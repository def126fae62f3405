"""The reference framework, which files alone change; and what a school does with it."""

from campaigns.models.campaigns import CODE_LENGTH, Campaign, Participation
from campaigns.models.framework import (
    Area,
    CappedTube,
    Competence,
    Skill,
    TargetProfile,
    TargetProfileQuerySet,
    Thematic,
    Tube,
)

__all__ = [
    "CODE_LENGTH",
    "Area",
    "Campaign",
    "CappedTube",
    "Competence",
    "Participation",
    "Skill",
    "TargetProfile",
    "TargetProfileQuerySet",
    "Thematic",
    "Tube",
]
