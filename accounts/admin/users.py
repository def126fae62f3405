"""Accounts for the platform's staff. A higher floor adds their schools (organizations/admin/people.py)."""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import Permission
from django.contrib.messages import ERROR
from django.db.models import ManyToManyField, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts import emails, messages, services
from accounts.errors import AnonymisationRefusedError
from accounts.models import User
from pixorga.backoffice.actions import ask, few, tell
from pixorga.backoffice.lookups import OfferedLookups
from pixorga.jobs.models import Job
from pixorga.journal.services import record

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
class UserAdmin(OfferedLookups, admin.ModelAdmin):
    """No password here: somebody added by hand chooses one by « Mot de passe oublié ? »."""

    form = UserForm
    list_display = ("__str__", "email", "username", "is_active", "is_staff", "is_blocked", "last_login")
    list_filter = ("is_active", "is_staff", BlockedFilter)
    search_fields = ("first_name", "last_name", "email", "username")
    search_help_text = "Nom, prénom, adresse e-mail ou identifiant. Les accents comptent."
    show_full_result_count = False
    ordering = ("last_name", "first_name", "pk")
    filter_horizontal = ("groups", "user_permissions")
    fieldsets = (
        (None, {"fields": ("first_name", "last_name", "email", "username", "is_active")}),
        ("Connexion", {"fields": ("last_login", "failure_count", "blocked_until", "blocked_at")}),
        ("Mot de passe donné", {"fields": ("one_time_password_until",)}),
        ("Droits sur l’administration", {"fields": RIGHTS}),
        ("Dates", {"fields": ("date_joined", "anonymised_at", "anonymised_by")}),
    )
    # is_active: a school keeps an administrator, and what makes sure of it is above this app.
    readonly_fields = (
        "is_active",
        "last_login",
        "failure_count",
        "blocked_until",
        "blocked_at",
        "one_time_password_until",
        "date_joined",
        "anonymised_at",
        "anonymised_by",
    )
    actions = ("unblock", "send_password_reset", "send_confirmation", "anonymise")

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: object
    ) -> forms.Field | None:
        """Read the names of all rights at once, as Django’s own admin of accounts does."""
        if db_field.name == "user_permissions":
            kwargs["queryset"] = Permission.objects.select_related("content_type")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        if obj and obj.anonymised_at:  # nobody’s any more, for good
            return tuple(flatten_fieldsets(self.fieldsets))
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
        if form.changed_data:
            verb = "account.corrected" if change else "account.created"
            fields = {"fields": form.changed_data}
            record(verb, actor_id=request.user.pk, subject_id=obj.pk, details=fields)

    @admin.display(description="bloqué", boolean=True)
    def is_blocked(self, user: User) -> bool:
        return user.is_blocked(timezone.now())

    def changeable(self, request: HttpRequest, queryset: QuerySet[User]) -> list[User]:
        """Return the accounts of a selection that this person may change; say so when some are left out."""
        users = few(self, request, queryset)
        allowed = [user for user in users if self.has_change_permission(request, user)]
        if len(allowed) < len(users):
            self.message_user(
                request,
                "Seule une personne qui a tous les droits peut modifier les comptes de l’équipe "
                "de la plateforme.",
                ERROR,
            )
        return allowed

    @admin.action(description="Débloquer", permissions=["change"])
    def unblock(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        users = [user for user in self.changeable(request, queryset) if has_failures(user)]
        for user in users:
            services.unblock_account(user=user, actor=request.user)
            self.log_change(request, user, "Débloqué.")
        none = "Aucun de ces comptes n’est bloqué."
        tell(self, request, len(users), "compte débloqué", "comptes débloqués", none=none)

    @admin.action(description="Envoyer un lien pour choisir un mot de passe", permissions=["change"])
    def send_password_reset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        count = 0
        for user in self.changeable(request, queryset):
            if user.is_active and user.email and not is_waiting(emails.PASSWORD_RESET, user):
                services.request_password_reset(email=user.email)
                self.log_change(request, user, "Lien de nouveau mot de passe envoyé.")
                count += 1
        none = "Rien à envoyer : compte désactivé, sans adresse e-mail, ou e-mail déjà en route."
        tell(self, request, count, "lien envoyé", "liens envoyés", none=none)

    @admin.action(description="Renvoyer la confirmation de l’adresse e-mail", permissions=["change"])
    def send_confirmation(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        count = 0
        for user in self.changeable(request, queryset):
            if is_waiting(emails.EMAIL_CONFIRMATION, user) or not services.resend_confirmation(user=user):
                continue
            self.log_change(request, user, "Confirmation de l’adresse e-mail renvoyée.")
            count += 1
        none = "Rien à envoyer : adresse déjà confirmée, absente, ou e-mail déjà en route."
        tell(self, request, count, "e-mail envoyé", "e-mails envoyés", none=none)

    @admin.action(description="Anonymiser", permissions=["change"])
    def anonymise(self, request: HttpRequest, queryset: QuerySet[User]) -> HttpResponse | None:
        asking = ask(
            self,
            request,
            queryset,
            question="Anonymiser ces comptes\u00a0?",
            consequence=messages.ANONYMISING,
            answer="Anonymiser",
            describe=describe_ways_in,
        )
        if asking:
            return asking
        count = 0
        for user in self.changeable(request, queryset):
            if user.anonymised_at:
                continue
            try:
                services.anonymise_account(user=user, by=request.user)
            except AnonymisationRefusedError as refusal:
                reason = messages.ANONYMISATION_REFUSED[refusal.code]
                self.message_user(request, f"{user}\u00a0: {reason}", ERROR)
                continue
            user.refresh_from_db()  # the trace must not keep the name
            self.log_change(request, user, "Anonymisé.")
            count += 1
        tell(self, request, count, "compte anonymisé", "comptes anonymisés", none="Aucun compte anonymisé.")
        return None


def describe_ways_in(user: User) -> str:
    """Return the line of an account that is about to be forgotten: who, and by what he signs in."""
    return f"{user} ({user.email or user.username or 'sans adresse ni identifiant'})"


def has_failures(user: User) -> bool:
    return bool(user.failure_count or user.blocked_until or user.blocked_at)


def is_waiting(kind: str, user: User) -> bool:
    """Return whether such a letter is on its way: an action that is clicked twice sends one."""
    return Job.objects.unfinished().filter(kind=kind, subject_id=user.pk).exists()
