from django.apps import AppConfig


class LearnersConfig(AppConfig):
    name = "learners"
    verbose_name = "Élèves"

    def ready(self) -> None:
        # Imported late: models are not loaded before.
        from accounts.services import also_when_anonymising
        from learners import emails, journal_verbs
        from learners.services import credential_making as making
        from learners.services import credentials
        from learners.services.forgetting import forget_owner
        from pixorga.jobs.registry import register

        journal_verbs.register_verbs()
        emails.register_letters()
        also_when_anonymising(forget_owner)
        title = "mots de passe de plusieurs élèves"
        register(credentials.MAKE, making.make, on_failure=making.give_up, title=title)
        register(credentials.FORGET, making.forget, title="oubli de mots de passe")
