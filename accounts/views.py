"""The terms, and the pages of allauth that behave differently here."""

from http import HTTPStatus

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailConfirmationHMAC
from django.contrib import messages as notices
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import external, messages, services
from accounts.errors import DeadLinkError, EmailTakenError, IdentityTakenError
from accounts.forms import NewPasswordForm
from accounts.legal import render_legal_text
from accounts.models import LegalDocument


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """The terms of Pix Orga: anybody reads them.

    Somebody signed in accepts what is due, one text after another.
    """
    current = services.current_terms()
    if current is None:
        raise Http404
    if request.method == "POST":
        return _accept(request)
    due = services.due_terms(user=request.user) if request.user.is_authenticated else []
    return _show_text(request, due[0] if due else current, must_accept=bool(due))


@login_not_required
@never_cache
@require_safe
def account_terms(request: HttpRequest) -> HttpResponse:
    """The terms of every account, to read."""
    document = services.current_terms(kind=LegalDocument.Kind.ACCOUNT_TERMS)
    if document is None:
        raise Http404
    return _show_text(request, document, must_accept=False)


def _show_text(request: HttpRequest, document: LegalDocument, *, must_accept: bool) -> HttpResponse:
    context = {"document": document, "body": render_legal_text(document.body), "must_accept": must_accept}
    return render(request, "accounts/terms.html", context)


def _accept(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect("account_login")
    if not services.accept_posted_terms(user=request.user, posted=request.POST.get("document", "")):
        notices.warning(request, messages.TERMS_CHANGED_MEANWHILE)
        return redirect("accounts:terms")
    return redirect("accounts:terms" if services.must_accept_terms(user=request.user) else "pixorga:home")


@login_not_required
@require_POST
def refuse_terms(request: HttpRequest) -> HttpResponse:
    """« Refuser et quitter »: nothing is written, the person is signed out."""
    get_adapter().logout(request)
    notices.info(request, messages.SIGNED_OUT_BY_REFUSAL)
    return redirect("account_login")


class SignInView(allauth_views.LoginView):
    """allauth's page, with a button for each identity provider of the staff."""

    def get_context_data(self, **kwargs: object) -> dict:
        return super().get_context_data(identity_providers=external.providers_for(external.ORGA), **kwargs)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link_identity(request: HttpRequest) -> HttpResponse:
    """« Relier »: the account that was just signed in to, and who its owner is for a provider."""
    held = external.held_identity(request)
    if held is None:  # it waited too long, or the button was pressed twice
        return redirect("pixorga:home")
    if request.method != "POST":
        return render(request, "accounts/link_identity.html", {"provider": held.provider, "held": held})
    external.forget_identity(request)
    try:
        services.link_external_identity(user=request.user, provider=held.provider.code, subject=held.subject)
    except IdentityTakenError:
        notices.error(request, messages.IDENTITY_TAKEN)
    else:
        notices.success(request, messages.IDENTITY_LINKED)
    return redirect(held.home)


@require_POST
def forget_identity(request: HttpRequest) -> HttpResponse:
    """« Pas maintenant »: the account stays as it is."""
    held = external.held_identity(request)
    external.forget_identity(request)
    return redirect(held.home if held else "pixorga:home")


class ConfirmEmailView(allauth_views.ConfirmEmailView):
    """The page behind the mailed link; a button confirms, because programs open links before people do."""

    def logout_other_user(self, confirmation: object) -> None:
        """Leave whoever is signed in here alone: confirming an address says nothing about them."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        confirmation = EmailConfirmationHMAC.from_key(key)
        try:
            if confirmation is None:
                raise DeadLinkError
            is_change = not confirmation.email_address.primary
            services.confirm_address(address=confirmation.email_address)
        except (DeadLinkError, EmailTakenError) as refusal:
            context = {"can_confirm": False, "is_taken": isinstance(refusal, EmailTakenError)}
            return render(request, self.template_name, context, status=HTTPStatus.NOT_FOUND)
        notices.success(request, messages.EMAIL_CHANGED if is_change else messages.EMAIL_CONFIRMED)
        if confirmation.email_address.user_id == request.user.pk:
            return redirect("profile:page")
        return redirect("pixorga:home" if request.user.is_authenticated else "account_login")

    def get_context_data(self, **kwargs: object) -> dict:
        """Tell the first confirmation of an address from a change of address."""
        context = super().get_context_data(**kwargs)
        context["is_change"] = self.object is not None and not self.object.email_address.primary
        context["is_taken"] = self.object is not None and not context["can_confirm"]
        return context


class NewPasswordView(allauth_views.PasswordResetFromKeyView):
    """The page behind the mailed link; the token goes from the address to the session first (allauth)."""

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        if not form.save():
            return self.render_to_response(self.get_context_data(token_fail=True))
        return redirect("account_reset_password_from_key_done")
