"""What pupils send: a school code, an answer."""

from django import forms

LARGEST_ID = 2**63 - 1
LONGEST_ACTIVITY = 1000


class AnswerForm(forms.Form):
    """An answer as the question's form sends it; what does not even have this shape was made by hand."""

    activity = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    position = forms.IntegerField(min_value=0, max_value=LONGEST_ACTIVITY)
    answer = forms.Field(required=False, widget=forms.MultipleHiddenInput)
    skip = forms.BooleanField(required=False)

    def clean_answer(self) -> list[str]:
        """The ticked choices or the typed text; PostgreSQL stores no NUL character."""
        return [text.replace("\0", "") for text in self.cleaned_data["answer"] or []]
