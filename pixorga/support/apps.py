from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "pixorga.support"
    label = "support"
    verbose_name = "Support"

    def ready(self) -> None:
        # Imported late: models are not loaded before.
        from pixorga.support.emails import register_letters

        register_letters()
