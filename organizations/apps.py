from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = "Établissements"

    def ready(self) -> None:
        # Letters and verbs name models, which are not there before.
        from accounts.services import also_when_anonymising
        from organizations import emails, journal_verbs
        from organizations.services.members import refuse_to_forget_a_member

        emails.register_letters()
        journal_verbs.register_verbs()
        also_when_anonymising(refuse_to_forget_a_member)
