from django.apps import AppConfig


class MissionsConfig(AppConfig):
    name = "missions"
    verbose_name = "Missions"

    def ready(self) -> None:
        # Imported late: models are not loaded before.
        from learners.work import register_work
        from missions import journal_verbs
        from missions.models import Attempt

        journal_verbs.register_verbs()
        attempts = Attempt.objects.values_list("learner", flat=True)
        register_work(lambda ids: set(attempts.filter(learner__in=ids)))
