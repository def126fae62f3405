"""« Nous contacter »."""

from django.urls import path

from pixorga.support import views

app_name = "support"

urlpatterns = [
    path("", views.contact, name="contact"),
    path("envoye/", views.sent, name="sent"),
]
