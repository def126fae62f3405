import pytest

from accounts import messages
from accounts.fields import AdultForm
from accounts.profile_forms import NameForm
from tests.accounts.factories import PASSWORD, UserFactory

ADA = {
    "first_name": " Ada ",
    "last_name": "Lovelace",
    "email": "Ada@AC-exemple.example",
    "password": PASSWORD,
    "accepts_terms": "on",
}


def errors(**changes) -> dict:
    return {field: list(texts) for field, texts in AdultForm(ADA | changes).errors.items()}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ada\r\nEve", "Ada Eve"),
        ("\u202eAda\u200b", "Ada"),
        ("Anne-Lise\u00a0 d’Arc", "Anne-Lise d’Arc"),
    ],
)
def test_a_name_is_one_line_that_reads_as_it_looks(typed, kept):
    """It stands in letters, lists and the journal, where a line or a direction of its own would mislead."""
    form = AdultForm(ADA | {"first_name": typed})

    assert form.is_valid()
    assert form.cleaned_data["first_name"] == kept


def test_a_name_of_invisible_characters_is_none():
    assert errors(last_name="\u200b\u2060") == {"last_name": [messages.LAST_NAME_MISSING]}


LINKS = [
    "www.exemple.fr",
    "exemple.fr",
    "http://exemple.fr",
    "Ada\r\nBcc: Eve",
    "ada@exemple.fr",
    "<b>Ada</b>",
    "[Ada](x)",
    "Ada/Eve",
    "exemple\u3002fr",
    "exemple\uff0efr",
    "0612345678",
    "-",
]


@pytest.mark.parametrize("typed", LINKS)
@pytest.mark.parametrize("form", [AdultForm, NameForm])
@pytest.mark.parametrize("field", ["first_name", "last_name"])
def test_a_name_holds_no_link_and_no_markup(form, field, typed):
    """Others read it in mails that we send: nobody has us advertise a site."""
    assert form(ADA | {field: typed}).errors == {field: [messages.NAME_UNUSABLE]}


@pytest.mark.parametrize(
    "typed", ["O’Neill", "O'Neill", "Jean-Baptiste", "D’Angelo", "St. John", "J.-B.", "Nguyễn", "मोहन", "Ö"]
)
@pytest.mark.parametrize("form", [AdultForm, NameForm])
def test_ordinary_names_are_names(form, typed):
    assert form(ADA | {"first_name": typed, "last_name": typed}).errors == {}


def test_an_adult_registers_with_a_clean_name_and_address():
    form = AdultForm(ADA)

    assert form.is_valid()
    assert form.cleaned_data["first_name"] == "Ada"
    assert form.cleaned_data["email"] == "ada@ac-exemple.example"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("first_name", " ", messages.FIRST_NAME_MISSING),
        ("last_name", "", messages.LAST_NAME_MISSING),
        ("email", "", messages.EMAIL_MISSING),
        ("email", "ada@", messages.EMAIL_REFUSED),
        ("email", "adà@ac-exemple.example", messages.EMAIL_REFUSED),
        ("password", "", messages.PASSWORD_MISSING),
        (
            "password",
            "chamois-2026",
            "Le mot de passe contient au moins une majuscule, une minuscule et un chiffre.",
        ),
        ("accepts_terms", "", messages.TERMS_NOT_TICKED),
    ],
)
def test_each_field_says_what_it_misses(field, value, message):
    assert errors(**{field: value}) == {field: [message]}


def test_an_address_is_measured_as_it_is_kept():
    """« İ » in lower case is two characters: 140 of them would not fit into the column."""
    assert list(errors(email="İ" * 140 + "@ac-exemple.example")) == ["email"]


def test_a_password_like_the_name_is_refused():
    assert list(errors(password="Lovelace1")) == ["password"]


def test_an_address_in_use_is_told_like_an_address_that_is_none(db):
    form = AdultForm(ADA)
    form.is_valid()
    form.refuse_email()

    assert form.errors == {"email": [messages.EMAIL_REFUSED]}
    assert UserFactory().email not in str(form)


def test_what_was_typed_stays_but_the_password():
    page = str(AdultForm(ADA | {"email": "ada@"}))

    assert 'value="Lovelace"' in page
    assert PASSWORD not in page


def test_browsers_and_password_managers_know_each_field():
    widgets = {name: field.widget.attrs.get("autocomplete") for name, field in AdultForm().fields.items()}

    assert widgets == {
        "first_name": "given-name",
        "last_name": "family-name",
        "email": "email",
        "password": "new-password",
        "accepts_terms": None,
    }


def test_the_texts_to_accept_open_beside_the_form():
    help_text = AdultForm()["accepts_terms"].help_text

    for path in ("/conditions-generales/", "/donnees-personnelles/"):
        assert f'<a href="{path}" target="_blank" rel="noopener">' in str(help_text)
