from django.apps import AppConfig


class PixorgaConfig(AppConfig):
    name = "pixorga"
    verbose_name = "Pix Orga"

    def ready(self) -> None:
        # Bound here and not in pixorga/__init__.py: importing a pure module must load no framework.
        from pixorga import celery, logs, proxies, retention  # noqa: F401
        from pixorga.jobs.registry import register

        logs.configure()
        register(retention.JOB, retention.run)
