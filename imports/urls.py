"""The import of the pupils' list, mounted at /eleves/import/."""

app_name = "imports"

urlpatterns = []
