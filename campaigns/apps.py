from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = "Campagnes"

    def ready(self) -> None:
        # Imported late: models are not loaded before.
        from campaigns import journal_verbs

        journal_verbs.register_verbs()
