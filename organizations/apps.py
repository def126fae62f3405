from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = "Établissements"

    def ready(self) -> None:
        # Letters name models, which are not there before.
        from organizations import emails

        emails.register_letters()
