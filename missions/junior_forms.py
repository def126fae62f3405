"""What pupils send: a school code, an answer."""

from django import forms

LARGEST_ID = 2**63 - 1
LONGEST_ACTIVITY = 1000


class GivenForm(forms.Form):
    """What a pupil ticked or typed, or « Je ne sais pas »."""

    answer = forms.Field(required=False, widget=forms.MultipleHiddenInput)
    skip = forms.BooleanField(required=False)

    def clean_answer(self) -> list[str]:
        """The ticked choices or the typed text; PostgreSQL stores no NUL character."""
        return [text.replace("\0", "") for text in self.cleaned_data["answer"] or []]


class AnswerForm(GivenForm):
    """An answer as the question's form sends it; what does not even have this shape was made by hand."""

    activity = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    position = forms.IntegerField(min_value=0, max_value=LONGEST_ACTIVITY)


class TicketForm(GivenForm):
    """An answer as a tablet sends it that may have kept it: the ticket says whose it is, and to what."""

    ticket = forms.CharField(max_length=300)
