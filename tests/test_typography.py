"""French as it is printed: ’ and « », no-break spaces before : ; ! ? % and inside quotation marks."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.french import python_texts, template_text, typography_problems

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.*") if path.suffix in {".html", ".txt"})

APPS = ("accounts", "challenges", "organizations", "learners", "imports", "missions", "campaigns", "pixorga")
# What a terminal prints has plain spaces; what domain and lib hold are codes and patterns; recipes make files
# in which people, and machines, have typed.
NOT_FOR_PAGES = {"management", "demo", "testing", "domain", "lib", "migrations", "making"}
MODULES = sorted(
    path
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if not NOT_FOR_PAGES & set(path.parts) and path.name != "checks.py"
)
# The words of the original, quotation marks included, which schools know from its errors.
AS_THE_ORIGINAL = {"imports/messages.py": "les guillemets sont"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_templates_are_printed_well():
    texts = {name(path): template_text(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    assert [(path, problem) for path, text in texts.items() for problem in typography_problems(text)] == []


def test_messages_and_labels_are_printed_well():
    wrong = []
    for path in MODULES:
        allowed = AS_THE_ORIGINAL.get(name(path), "nothing")
        problems = [problem for text in python_texts(path) for problem in typography_problems(text)]
        wrong += [(name(path), problem) for problem in problems if not problem.startswith(allowed)]
    assert wrong == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>L'école</p>",
        "<p>Classe : {{ name }}</p>",
        "<p><strong>{{ name }}</strong> : CM2</p>",
        "<p>{{ count }} élèves ?</p>",
        "<p>Cliquez sur « Valider ».</p>",
        '<img alt="Bravo !">',
        '{% include "components/empty.html" with title="Aucun élève !" only %}',
        "<p>{% if a %}Oui{% else %}Non{% endif %} !</p>",
        "{% firstof noun 'élève' %}<p>50 %</p>",
        "<p>Attendez...</p>",
    ],
)
def test_a_slip_in_a_template_is_found(source):
    assert typography_problems(template_text(source)) != []


@pytest.mark.parametrize(
    "source",
    [
        "<p>L’école\u00a0: {{ name }}</p>\n<p>À 12:30, allez sur https://pixorga.example/?a=1</p>",
        '{% comment %}Classe : l\'école{% endcomment %}<p class="a b" data-x=\'{"a": 1}\'>Bonjour</p>',
        "<p><span>Classe</span>\u00a0: CM2</p>{% url 'junior:code' %}<script>a ? b : c</script>",
    ],
)
def test_what_is_well_written_or_not_shown_is_left_alone(source):
    assert typography_problems(template_text(source)) == []


def test_a_slip_in_a_message_is_found(tmp_path):
    module = tmp_path / "messages.py"
    module.write_text(
        '"""L\'école : rien."""\nA = f"L’élève {name} : absent"\nB = "%(a)s est là !"\n', "utf-8"
    )
    assert len([problem for text in python_texts(module) for problem in typography_problems(text)]) == 2
