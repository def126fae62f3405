"""Reading content files. BaseLoader keeps every scalar a string: On, 1.10 and 12:30 stay what they are."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation

from challenges.domain.problems import ContentError, ContentProblem


@dataclass(frozen=True, slots=True)
class Review:
    """What proof-reading found. notes: what could not be checked. lines: the figures. content: in a word."""

    problems: tuple[ContentProblem, ...]
    notes: tuple[str, ...]
    lines: tuple[str, ...]
    content: str


# libyaml reads eight times as fast; PyYAML may have been built without it.
BaseLoader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class ContentLoader(BaseLoader):
    """A BaseLoader that refuses a key written twice, where PyYAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        """Return the mapping; raise a YAML error on a repeated key, and on one that is no text."""
        seen = set()
        for key_node, _value in node.value:
            key, problem = key_node.value, ""
            if not isinstance(key_node, yaml.ScalarNode):
                problem = "une clé est un texte"
            elif key in seen:
                problem = f"la clé « {key} » est écrite deux fois"
            if problem:
                raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def read_content(path: Path) -> object:
    """Return the data of one YAML file; raise ContentError, with the line, when it is no readable YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=ContentLoader)  # noqa: S506 (a safe loader)
    except UnicodeDecodeError as error:
        raise ContentError([ContentProblem(path.name, "le fichier n’est pas en UTF-8.")]) from error
    except yaml.YAMLError as error:
        raise ContentError([ContentProblem(path.name, describe(error))]) from error


def describe(error: yaml.YAMLError) -> str:
    """Return where a YAML file stops being readable, and why."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "fichier illisible"
    return f"ligne {mark.line + 1}, colonne {mark.column + 1} : {problem}" if mark else str(problem)


def digest_of(body: Mapping[str, object]) -> str:
    """Return the fingerprint of a body, whatever the order of its keys; another one is another revision."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def static_file_exists(file: str) -> bool:
    """Return whether a path under static/ is a file of ours; a folder, or what is elsewhere, is none."""
    try:
        found = finders.find(file)
    except SuspiciousFileOperation:
        return False
    return found is not None and Path(found).is_file()
