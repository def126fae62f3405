"""Django admin for the platform's staff, behind the same sign-in as everybody."""

from collections.abc import Callable
from functools import update_wrapper

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator

from pixorga.admin_index import grouped


class PixorgaAdminSite(admin.AdminSite):
    site_header = "Pix Orga, administration"
    site_title = "Pix Orga"
    index_title = "Administration de la plateforme"

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Lead to the sign-in page of everybody, or in.

        Django's own form is never used: it knows neither the locks nor the second step.
        """
        # Imported late, as below: this module is read while the apps are still loading.
        from allauth.account.decorators import secure_admin_login

        return secure_admin_login(lambda request: redirect("admin:index"))(request)

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Lead to the page that everybody has: it counts wrong passwords, tells the owner and the journal."""
        return redirect("account_change_password")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        apps = super().get_app_list(request, app_label)
        return apps if app_label else grouped(apps, reverse("admin:index"))

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        """Guard every page of the site; with ADMIN_REQUIRES_MFA nobody enters by a password alone."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if self.has_permission(request) and self._lacks_second_step(request):
                from accounts.messages import ADMIN_WANTS_TWO_STEPS

                messages.warning(request, ADMIN_WANTS_TWO_STEPS)
                return redirect("mfa_index")
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, inner)

    def _lacks_second_step(self, request: HttpRequest) -> bool:
        from allauth.mfa.utils import is_mfa_enabled

        from accounts.mfa import SECOND_STEPS

        return settings.ADMIN_REQUIRES_MFA and not is_mfa_enabled(request.user, SECOND_STEPS)


class PixorgaAdminConfig(AdminConfig):
    default_site = "pixorga.admin_site.PixorgaAdminSite"
