"""What was done in a school. Lines of the access matrix."""

from tests.access_line import Line, administrators_page

LINES: list[Line] = [
    Line("organizations:journal", administrators_page(secondary=200)),
    Line(
        "organizations:journal",
        administrators_page(secondary=200),
        query=lambda world: {"personne": world.other.admin.pk, "acte": "comptes", "du": "2026-01-01"},
        note="about somebody of another school",
    ),
]
