from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Comptes"

    def ready(self) -> None:
        # Imported late: models are not loaded before.
        from accounts import emails, external, journal_verbs, mfa_emails  # noqa: F401 (external: its check)

        emails.register_letters()
        mfa_emails.register_letters()
        journal_verbs.register_verbs()
