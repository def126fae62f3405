"""Every address of the site, by audience: staff at the root, pupils of primary schools under /junior/."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from pixorga import views

pages = (
    [
        path("", views.home, name="home"),
        path("eleves/", views.learners, name="learners"),
        path("aide/", views.text_page, {"page": "help"}, name="help"),
        path("aide/codes/", views.text_page, {"page": "help_codes"}, name="help_codes"),
        path("mentions-legales/", views.text_page, {"page": "legal"}, name="legal"),
        path("accessibilite/", views.text_page, {"page": "accessibility"}, name="accessibility"),
        path("donnees-personnelles/", views.text_page, {"page": "privacy"}, name="privacy"),
        path("etat-du-service/", views.status, name="status"),
        path("healthz", views.healthz, name="healthz"),
        path("readyz", views.readyz, name="readyz"),
        path("dev/mail/", views.mail_list, name="mail_list"),
        path("dev/mail/<str:name>/", views.mail_detail, name="mail_detail"),
    ],
    "pixorga",
)

urlpatterns = [
    # First, since they are asked for most: each address before is tried for each request.
    path("junior/", include("missions.junior_urls")),
    path("missions/", include("missions.urls")),
    path("", include(pages)),
    path("", include("accounts.urls")),
    path("", include("accounts.pupil_urls")),
    path("", include("organizations.urls")),
    path("simulateurs/", include("challenges.urls")),
    path("tutoriels/", include("challenges.tutorial_urls")),
    path("eleves/import/", include("imports.urls")),
    path("eleves/", include("learners.urls")),
    path("contact/", include("pixorga.support.urls")),
    path("app/campagnes/", include("campaigns.participant_urls")),
    path("app/", include("pixorga.app_urls")),
    path("recuperer-mon-compte/", include("learners.recovery_urls")),
    path("e/<str:code>", views.short_school_link, name="short_school_link"),
    path("c/<str:code>", views.short_campaign_link, name="short_campaign_link"),
    path("admin/", admin.site.urls),
]
if settings.GAR_ENABLED:
    urlpatterns.append(path("gar/", include("accounts.gar.urls")))

handler400 = "pixorga.errors.bad_request"
handler403 = "pixorga.errors.forbidden"
handler404 = "pixorga.errors.not_found"
handler429 = "pixorga.errors.too_many_requests"
handler500 = "pixorga.errors.server_error"
