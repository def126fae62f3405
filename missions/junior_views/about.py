"""What children are told about their data, in their words."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from missions.junior_views.shared import show_page
from missions.pupils import current_pupil, junior_page


@login_not_required
@require_safe
@junior_page
def my_data(request: HttpRequest) -> HttpResponse:
    """« Mes données, expliquées aux enfants », for everybody; read aloud to a pupil who may listen."""
    learner = current_pupil(request, timezone.now())
    if learner is None:
        return render(request, "junior/my_data.html", {"listen": False})
    return show_page(request, learner, "my_data")
