"""Reading content files. BaseLoader keeps every scalar a string: On, 1.10 and 12:30 stay what they are."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import yaml

from challenges.domain.problems import ContentError, ContentProblem


class ContentLoader(yaml.BaseLoader):
    """A BaseLoader that refuses a key written twice, where PyYAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        """Return the mapping; raise a YAML error on a repeated key."""
        seen = set()
        for key_node, _value in node.value:
            if key_node.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"la clé « {key_node.value} » est écrite deux fois", key_node.start_mark
                )
            seen.add(key_node.value)
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
