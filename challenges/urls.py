"""The pages of the simulators, which the questions show in a frame."""

from django.urls import path

from challenges import views

app_name = "simulators"

urlpatterns = [path("<str:name>/", views.simulator, name="page")]
