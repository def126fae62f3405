import pytest
from django.core.management import CommandError, call_command

from accounts import legal, services
from accounts.errors import LegalTextChangedError
from accounts.models import LegalDocument


@pytest.mark.parametrize(
    ("file_name", "subjects"),
    [
        ("cgu.md", ("données des élèves", "responsable", "Sécurité", "Contact", "exploitant")),
        (
            "conditions-generales.md",
            (
                "mentions légales",
                "gratuits",
                "engagez",
                "Vos données",
                "Fin du compte",
                "CNIL",
                "droit français",
            ),
        ),
    ],
)
def test_our_texts_are_dated_and_say_what_matters(file_name, subjects):
    text = legal.read_text(file_name)

    assert text.version == f"{text.published_at:%Y-%m-%d}"
    for subject in subjects:
        assert subject in text.body


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("[a](/aide/)", '<p><a href="/aide/">a</a></p>\n'),
        ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>\n"),
    ],
)
def test_a_legal_text_becomes_safe_html(source, html):
    assert legal.render_legal_text(source) == html


@pytest.mark.django_db
def test_loading_twice_changes_nothing(capsys):
    call_command("load_legal")
    call_command("load_legal")

    assert LegalDocument.objects.count() == 2
    assert services.current_terms().body == legal.read_text("cgu.md").body
    account_terms = services.current_terms(kind=LegalDocument.Kind.ACCOUNT_TERMS)
    assert account_terms.body == legal.read_text("conditions-generales.md").body
    assert capsys.readouterr().out == "Textes chargés.\nRien de nouveau.\n"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "file_name"),
    [
        (LegalDocument.Kind.ORGA_TERMS, "cgu.md"),
        (LegalDocument.Kind.ACCOUNT_TERMS, "conditions-generales.md"),
    ],
)
def test_a_text_does_not_change_under_its_version(kind, file_name):
    services.load_legal_documents()
    LegalDocument.objects.filter(kind=kind).update(body="D’autres mots.")

    with pytest.raises(LegalTextChangedError):
        services.load_legal_documents()
    with pytest.raises(CommandError, match=f"nouvelle date à accounts/content/{file_name}"):
        call_command("load_legal")
    assert LegalDocument.objects.get(kind=kind).body == "D’autres mots."
