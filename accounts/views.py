"""The terms, and the two pages of allauth that behave differently here."""

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import messages, services
from accounts.forms import NewPasswordForm
from accounts.legal import render_legal_text
from accounts.models import LegalDocument


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """The terms in force: anybody reads them; somebody signed in accepts them."""
    document = services.current_terms()
    if document is None:
        raise Http404
    if request.method == "POST":
        return _accept(request, document)
    must_accept = request.user.is_authenticated and services.must_accept_terms(user=request.user)
    context = {"document": document, "body": render_legal_text(document.body), "must_accept": must_accept}
    return render(request, "accounts/terms.html", context)


def _accept(request: HttpRequest, document: LegalDocument) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect("account_login")
    if request.POST.get("document") != str(document.pk):
        # What is accepted is what was read.
        notices.warning(request, messages.TERMS_CHANGED_MEANWHILE)
        return redirect("accounts:terms")
    services.accept_terms(user=request.user, document=document)
    return redirect("pixorga:home")


@login_not_required
@require_POST
def refuse_terms(request: HttpRequest) -> HttpResponse:
    """« Refuser et quitter »: nothing is written, the person is signed out."""
    get_adapter().logout(request)
    notices.info(request, messages.SIGNED_OUT_BY_REFUSAL)
    return redirect("account_login")


class ConfirmEmailView(allauth_views.ConfirmEmailView):
    """The page behind the mailed link; a button confirms, because programs open links before people do."""

    def logout_other_user(self, confirmation: object) -> None:
        """Leave whoever is signed in here alone: confirming an address says nothing about them."""


class NewPasswordView(allauth_views.PasswordResetFromKeyView):
    """The page behind the mailed link; the token goes from the address to the session first (allauth)."""

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        if not form.save():
            return self.render_to_response(self.get_context_data(token_fail=True))
        return redirect("account_reset_password_from_key_done")
