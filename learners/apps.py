from django.apps import AppConfig


class LearnersConfig(AppConfig):
    name = "learners"
    verbose_name = "Élèves"

    def ready(self) -> None:
        # Imported late: models are not loaded before.
        from learners import journal_verbs

        journal_verbs.register_verbs()
