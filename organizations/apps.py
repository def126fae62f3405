from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = "Établissements"

    def ready(self) -> None:
        # Letters and verbs name models, which are not there before.
        from organizations import emails, journal_verbs

        emails.register_letters()
        journal_verbs.register_verbs()
