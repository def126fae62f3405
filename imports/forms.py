"""The one field of the import page."""

from pathlib import PurePath

from django import forms
from django.core.files.uploadedfile import UploadedFile

OTHER_KINDS = "Ce fichier n’est pas au bon format. Choisissez le fichier .csv extrait d’Onde."


class ImportForm(forms.Form):
    file = forms.FileField(
        label="Fichier des élèves (.csv)",
        allow_empty_file=True,  # refused as any file that is no CSV, and kept in the list of runs
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Choisissez le fichier .csv extrait d’Onde."},
        max_length=None,
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in {".csv", ".txt", ""}:
            raise forms.ValidationError(OTHER_KINDS, code="wrong_kind")
        return file
