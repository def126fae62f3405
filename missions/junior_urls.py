"""Pix Junior, mounted at /junior/."""

app_name = "junior"

urlpatterns = []
