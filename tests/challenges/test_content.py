import pytest

from challenges.content import read_content, static_file_exists
from challenges.domain.problems import ContentError


def test_every_scalar_stays_a_string(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(
        "a: On\nb: 1.10\nc: 12:30\nd: 2024-01-01\ne:\nf: [yes, 0x1, ~]\ng: «\u00a0été\u00a0»\n",
        encoding="utf-8",
    )
    assert read_content(path) == {
        "a": "On",
        "b": "1.10",
        "c": "12:30",
        "d": "2024-01-01",
        "e": "",
        "f": ["yes", "0x1", "~"],
        "g": "«\u00a0été\u00a0»",
    }


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a: 1\nb: 2\na: 3\n", "a.yaml : ligne 3, colonne 1 : la clé « a » est écrite deux fois"),
        (b"? [a, b]\n: c\n", "a.yaml : ligne 1, colonne 3 : une clé est un texte"),
        (b"a: b: c\n", "a.yaml : ligne 1, colonne 5 :"),
        (b"a: [1\n", "a.yaml : ligne 2"),
        (b"a: \xe9t\xe9\n", "a.yaml : le fichier n’est pas en UTF-8."),
        (b"a: \x00\n", "a.yaml :"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(tmp_path, content, expected):
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    with pytest.raises(ContentError) as raised:
        read_content(path)
    assert str(raised.value).startswith(expected)


def test_a_python_object_is_never_built(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a: !!python/object/apply:os.getcwd []\n", encoding="utf-8")
    assert read_content(path) == {"a": []}


@pytest.mark.parametrize(
    ("file", "exists"),
    [
        ("css/kinds.css", True),
        ("css/nulle-part.css", False),
        ("css", False),
        ("../manage.py", False),
        ("/etc/passwd", False),
    ],
)
def test_a_file_of_ours_is_a_file_under_static(file, exists):
    assert static_file_exists(file) is exists
