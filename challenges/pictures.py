"""Where the drawings of questions are."""

from django.conf import settings
from django.templatetags.static import static


def picture_url(file: str) -> str:
    """Return the address of a picture, from its path under static/.

    A pupil who stands in an older revision may be shown one that the release no longer brings. Production
    has no fingerprint for it; the page then shows the words that stand in its place, and is no error.
    """
    try:
        return static(file)
    except ValueError:
        return f"{settings.STATIC_URL}{file}"
