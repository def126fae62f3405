"""The filters of the pupils' list, and the form of one pupil."""

from collections.abc import Collection
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from learners import messages
from learners.domain.birthdates import is_likely
from learners.lists import KnownChoicesField, ListForm, SearchField
from learners.services import Entry
from pixorga.lib.cells import MAX_LENGTH, clean, normalize_ine
from pixorga.lib.text import fold

# Those who use Junior; the import of Onde takes no other either (spec/imports.md 1.4).
LEVELS = ("CM1", "CM2")
INE_LENGTH = 11
# The id of the list of classes that a browser offers.
DIVISIONS_ID = "classes"


class LearnerFilters(ListForm):
    """« Nom, prénom » and « Classe »."""

    kept = ("taille", "tri")

    nom = SearchField(label="Nom, prénom")
    classes = KnownChoicesField(label="Classe")

    def __init__(self, query: QueryDict, *, divisions: list[str]) -> None:
        super().__init__(query)
        self.fields["classes"].choices = [(division, division) for division in divisions]


class CleanField(forms.CharField):
    """One line, tidied as imports tidy a cell: an import must recognise what was typed."""

    def __init__(self, **options: object) -> None:
        errors = {"max_length": messages.TOO_LONG, **options.pop("error_messages", {})}
        widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
        super().__init__(max_length=MAX_LENGTH, error_messages=errors, widget=widget, **options)

    def to_python(self, value: str | None) -> str:
        text = clean(super().to_python(value))
        if text is None:
            raise ValidationError(messages.UNREADABLE, code="unreadable")
        return text

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not any(map(str.isalnum, value)):
            raise ValidationError(messages.NO_LETTER, code="no_letter")


class IneField(CleanField):
    """A national number in capitals without spaces."""

    def to_python(self, value: str | None) -> str:
        ine = normalize_ine(super().to_python(value))
        if ine is None:
            raise ValidationError(messages.INE_MALFORMED, code="malformed")
        return ine


class BirthdateField(forms.DateField):
    def __init__(self) -> None:
        super().__init__(
            label="Date de naissance",
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"}),
            error_messages={"required": messages.BIRTHDATE_MISSING, "invalid": messages.BIRTHDATE_WRONG},
        )


class NameForm(forms.Form):
    """What may be corrected about a pupil whom an import brought."""

    last_name = CleanField(label="Nom", error_messages={"required": messages.LAST_NAME_MISSING})
    first_name = CleanField(label="Prénom", error_messages={"required": messages.FIRST_NAME_MISSING})


class LearnerForm(NameForm):
    """A pupil added by hand.

    divisions: the classes of the school, which are offered. today: nobody is born later. is_primary: whether
    he has a level.
    """

    birthdate = BirthdateField()
    division = CleanField(
        label="Classe",
        help_text="Choisissez une classe de la liste, ou écrivez le nom d’une autre.",
        error_messages={"required": messages.DIVISION_MISSING},
    )
    level = forms.ChoiceField(
        label="Niveau",
        choices=[(level, level) for level in LEVELS],
        widget=forms.RadioSelect,
        error_messages={"required": messages.LEVEL_MISSING, "invalid_choice": messages.LEVEL_MISSING},
    )
    national_student_id = IneField(
        label="INE",
        required=False,
        help_text="11 chiffres et lettres. Laissez ce champ vide si l’élève n’a pas encore d’INE.",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        divisions: Collection[str],
        today: date,
        is_primary: bool,
        initial: dict | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.divisions = divisions
        self.today = today
        self.fields["division"].widget.attrs["list"] = DIVISIONS_ID
        self.fields["national_student_id"].widget.attrs["autocapitalize"] = "characters"
        if not is_primary:
            del self.fields["level"]

    def clean_birthdate(self) -> date:
        birthdate = self.cleaned_data["birthdate"]
        if not is_likely(birthdate, self.today):
            raise ValidationError(messages.BIRTHDATE_UNLIKELY, code="unlikely")
        return birthdate

    def clean_division(self) -> str:
        """Write a class as the others of the class have it: « cm1 a » is « CM1 A »."""
        typed = self.cleaned_data["division"]
        if typed in self.divisions:
            return typed
        return next((known for known in self.divisions if fold(known) == fold(typed)), typed)

    def clean_national_student_id(self) -> str:
        ine = self.cleaned_data["national_student_id"]
        is_usual = len(ine) == INE_LENGTH and ine.isascii() and ine.isalnum()
        if ine and not is_usual and ine != self.initial.get("national_student_id"):
            raise ValidationError(messages.INE_MALFORMED, code="malformed")
        return ine

    @property
    def entry(self) -> Entry:
        return Entry(**self.cleaned_data)
