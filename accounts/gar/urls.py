"""The way in from the médiacentre; mounted at /gar/ when GAR_ENABLED. The names saml_… are allauth's."""

from django.urls import include, path, re_path

from accounts.gar import views
from accounts.gar.configuration import SLUG

pages = (
    [
        path("connexion/", views.sign_in, name="sign_in"),
        path("compte/", views.create_account, name="create_account"),
        path("oublier/", views.forget, name="forget"),
    ],
    "gar",
)
saml = [
    path("acs/", views.receive, name="saml_acs"),
    path("acs/finish/", views.finish, name="saml_finish_acs"),
    path("sls/", views.no_single_log_out, name="saml_sls"),
    path("metadata/", views.metadata, name="saml_metadata"),
]

urlpatterns = [
    path("", include(pages)),
    re_path(rf"^(?P<organization_slug>{SLUG})/", include(saml)),
]
