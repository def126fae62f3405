from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "imports"
    verbose_name = "Imports"

    def ready(self) -> None:
        from imports import emails, journal_verbs, services
        from pixorga.jobs.registry import register

        register(services.VALIDATE, services.validate, queue="imports", on_failure=services.give_up)
        register(services.WRITE, services.write, queue="imports", on_failure=services.give_up)
        register(services.FORGET, services.forget, queue="imports")
        register(services.LAPSE, services.lapse, queue="imports")
        register(services.FORGET_TRACES, services.forget_traces, queue="imports")
        emails.register_letters()
        journal_verbs.register_verbs()
