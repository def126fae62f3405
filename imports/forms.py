"""The one field of the import page, and the run that somebody decides about."""

from pathlib import PurePath

from django import forms
from django.core.files.uploadedfile import UploadedFile

from imports.formats import FileFormat

LARGEST_ID = 2**63 - 1


class ImportForm(forms.Form):
    """The file of a school, of its own kind of school."""

    file = forms.FileField(
        allow_empty_file=True,  # refused as any file that cannot be read, and kept in the list of runs
        max_length=None,
    )

    def __init__(self, *args: object, file_format: FileFormat, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.file_format = file_format
        field = self.fields["file"]
        field.label = f"Fichier des élèves ({file_format.supported})"
        field.widget = forms.FileInput(attrs={"accept": file_format.accept})
        field.error_messages |= {"required": file_format.choose}

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in self.file_format.endings:
            raise forms.ValidationError(
                f"Ce fichier n’est pas au bon format. {self.file_format.choose}", code="wrong_kind"
            )
        return file


class RunForm(forms.Form):
    """Which run a page was about when its button was clicked."""

    run = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
