"""Accounts, legal texts and acceptances for the platform's staff."""

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts import services
from accounts.models import Acceptance, LegalDocument, User
from pixorga.lib.text import plural_fr

# Who gives rights must have them all: otherwise anybody who may edit accounts makes himself a superuser.
RIGHTS = ("is_staff", "is_superuser", "groups", "user_permissions")


class BlockedFilter(admin.SimpleListFilter):
    title = "blocage"
    parameter_name = "blocage"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("oui", "bloqué"), ("non", "non bloqué")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "oui":
                return queryset.blocked(timezone.now())
            case "non":
                return queryset.unblocked(timezone.now())
        return queryset


class UserForm(forms.ModelForm):
    def clean_email(self) -> str | None:
        email = self.cleaned_data["email"]
        return email.lower() if email else None

    def clean_username(self) -> str | None:
        username = self.cleaned_data["username"]
        return username.lower() if username else None


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """No password here: somebody added by hand chooses one by « Mot de passe oublié ? »."""

    form = UserForm
    list_display = ("__str__", "email", "username", "is_active", "is_staff", "is_blocked", "last_login")
    list_filter = ("is_active", "is_staff", BlockedFilter)
    search_fields = ("first_name", "last_name", "email", "username")
    ordering = ("last_name", "first_name", "pk")
    filter_horizontal = ("groups", "user_permissions")
    fieldsets = (
        (None, {"fields": ("first_name", "last_name", "email", "username", "is_active")}),
        ("Connexion", {"fields": ("last_login", "failure_count", "blocked_until", "blocked_at")}),
        ("Droits sur l’administration", {"fields": RIGHTS}),
        ("Dates", {"fields": ("date_joined",)}),
    )
    # is_active: a school keeps an administrator, and what makes sure of it is above this app.
    readonly_fields = (
        "is_active",
        "last_login",
        "failure_count",
        "blocked_until",
        "blocked_at",
        "date_joined",
    )
    actions = ("unblock",)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        return self.readonly_fields if request.user.is_superuser else (*self.readonly_fields, *RIGHTS)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Whoever changes an address can choose the password by mail: of his peers only a superuser may."""
        is_peer = obj is not None and obj.is_staff and obj != request.user
        return super().has_change_permission(request, obj) and (request.user.is_superuser or not is_peer)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        if change:
            # A password, a failure or a block that is written meanwhile stays.
            obj.save(update_fields={field.name for field in obj._meta.fields} & {*form.changed_data})
        else:
            obj.set_unusable_password()
            obj.save()
        if "email" in form.changed_data:
            services.align_email_address(user=obj)

    @admin.display(description="bloqué", boolean=True)
    def is_blocked(self, user: User) -> bool:
        return user.is_blocked(timezone.now())

    @admin.action(description="Débloquer les comptes sélectionnés", permissions=["change"])
    def unblock(self, request: HttpRequest, queryset: QuerySet) -> None:
        users = list(queryset)
        for user in users:
            services.unblock_account(user=user, actor=request.user)
        count = len(users)
        self.message_user(request, f"{count} {plural_fr(count, 'compte débloqué', 'comptes débloqués')}.")


@admin.register(LegalDocument)
class LegalDocumentAdmin(admin.ModelAdmin):
    """A text that was published is never altered: another version is added."""

    list_display = ("kind", "version", "published_at")
    list_filter = ("kind",)
    search_fields = ("version", "body")

    def has_change_permission(self, request: HttpRequest, obj: LegalDocument | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: LegalDocument | None = None) -> bool:
        return False


@admin.register(Acceptance)
class AcceptanceAdmin(admin.ModelAdmin):
    """Who accepted what and when: written by the terms page only."""

    list_display = ("user", "document", "accepted_at")
    list_filter = ("document__kind",)
    list_select_related = ("user", "document")
    search_fields = ("user__first_name", "user__last_name", "user__email", "user__username")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Acceptance | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Acceptance | None = None) -> bool:
        return False
