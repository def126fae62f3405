"""The pages of the tutorials, for everybody."""

from django.urls import path

from challenges import views

app_name = "tutorials"

urlpatterns = [path("<slug:slug>/", views.tutorial, name="page")]
