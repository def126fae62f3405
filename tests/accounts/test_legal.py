import pytest
from django.core.management import CommandError, call_command

from accounts import legal, services
from accounts.errors import LegalTextChangedError
from accounts.models import LegalDocument


def test_our_terms_are_dated_and_say_what_matters():
    text = legal.read_terms()

    assert text.version == f"{text.published_at:%Y-%m-%d}"
    for subject in ("données des élèves", "responsable", "Sécurité", "Contact", "exploitant"):
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

    assert LegalDocument.objects.count() == 1
    assert services.current_terms().body == legal.read_terms().body
    assert capsys.readouterr().out == "Conditions d’utilisation chargées.\nRien de nouveau.\n"


@pytest.mark.django_db
def test_a_text_does_not_change_under_its_version():
    services.load_legal_documents()
    LegalDocument.objects.update(body="D’autres mots.")

    with pytest.raises(LegalTextChangedError):
        services.load_legal_documents()
    with pytest.raises(CommandError, match="nouvelle date"):
        call_command("load_legal")
    assert LegalDocument.objects.get().body == "D’autres mots."
