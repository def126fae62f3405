"""Files that come with a form."""

from pathlib import PurePath

from django.core.files.uploadhandler import TemporaryFileUploadHandler

LONGEST_STEM = 100
LONGEST_SUFFIX = 20


class ShortNameUploadHandler(TemporaryFileUploadHandler):
    """Keep a larger file on disk, whatever it is called.

    Django ends the temporary file's name with the extension as it was sent; the system refuses one of 300
    letters, which would be a page 500.
    """

    def new_file(self, field_name: str, file_name: str, *args: object, **kwargs: object) -> None:
        path = PurePath(file_name)
        super().new_file(field_name, path.stem[:LONGEST_STEM] + path.suffix[:LONGEST_SUFFIX], *args, **kwargs)
