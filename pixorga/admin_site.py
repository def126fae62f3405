"""Django admin for the platform's staff, behind the same sign-in as everybody."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator


class PixorgaAdminSite(admin.AdminSite):
    site_header = "Pix Orga, administration"
    site_title = "Pix Orga"
    index_title = "Tout ce qui existe"

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        # Imported late: this module is read while the apps are still loading.
        from allauth.account.decorators import secure_admin_login

        return secure_admin_login(super().login)(request, extra_context)


class PixorgaAdminConfig(AdminConfig):
    default_site = "pixorga.admin_site.PixorgaAdminSite"
