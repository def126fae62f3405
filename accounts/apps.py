from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Comptes"

    def ready(self) -> None:
        # Imported late: models are not loaded before.
        from accounts.emails import register_letters

        register_letters()
