"""« Journal »: what was done in a school."""

from django.urls import path

from organizations.views import journal

urlpatterns = [path("", journal.journal, name="journal")]
