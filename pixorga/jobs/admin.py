"""Jobs and mails for the platform's staff: what waits, what failed and why, and what to have done again."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from pixorga.backoffice.actions import tell
from pixorga.backoffice.read_only import ReadOnlyAdmin
from pixorga.jobs import services
from pixorga.jobs.mail import QUEUE
from pixorga.jobs.models import Job, Mail
from pixorga.jobs.registry import find_kind, names_of


class KindFilter(admin.SimpleListFilter):
    """The list is the registry’s: asking the table would read all of it."""

    title = "nature"
    parameter_name = "kind"
    queue = None

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(name, title_of(name)) for name in names_of(self.queue)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Job]) -> QuerySet[Job]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class LetterFilter(KindFilter):
    queue = QUEUE


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ["id", "kind", "subject_id", "state", "attempts", "errors", "error_code", "created_at"]
    list_filter = ["state", KindFilter]
    search_fields = ["=subject_id", "kind"]
    show_full_result_count = False


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    """Each letter: for what, whether it left. To whom is on the page of its subject, and nowhere here."""

    list_display = [
        "id",
        "letter",
        "subject_link",
        "state",
        "attempts",
        "error_code",
        "run_after",
        "created_at",
        "ended_at",
    ]
    list_filter = ["state", LetterFilter, "created_at"]
    search_fields = ["=subject_id", "=id"]
    search_help_text = "Numéro de l’e-mail, ou identifiant de ce dont il parle"
    show_full_result_count = False
    fields = [
        "letter",
        "subject_link",
        "state",
        "attempts",
        "errors",
        "error_code",
        "run_after",
        "created_at",
        "started_at",
        "ended_at",
    ]
    actions = ["relaunch"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mail]:
        return super().get_queryset(request).filter(queue=QUEUE)

    def has_relaunch_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("jobs.change_mail")

    @admin.display(description="nature", ordering="kind")
    def letter(self, mail: Mail) -> str:
        return title_of(mail.kind)

    @admin.display(description="à propos de", ordering="subject_id")
    def subject_link(self, mail: Mail) -> str:
        kind = find_kind(mail.kind)
        if kind is None or not kind.subject or not mail.subject_id:
            return str(mail.subject_id)
        try:
            page = reverse(f"admin:{kind.subject.lower().replace('.', '_')}_change", args=[mail.subject_id])
        except NoReverseMatch:
            return str(mail.subject_id)
        return format_html('<a href="{}">{}</a>', page, mail.subject_id)

    @admin.action(description="Relancer", permissions=["relaunch"])
    def relaunch(self, request: HttpRequest, queryset: QuerySet[Mail]) -> None:
        relaunched = services.relaunch_failed(jobs=queryset)
        for mail in relaunched:
            self.log_change(request, mail, "Relancé.")
        tell(
            self,
            request,
            len(relaunched),
            "e-mail relancé",
            "e-mails relancés",
            none="Aucun de ces e-mails n’est en échec : rien n’est relancé.",
        )


def title_of(name: str) -> str:
    """Return what a kind is called in French, or its code."""
    kind = find_kind(name)
    return (kind and kind.title) or name
