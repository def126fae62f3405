from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "pixorga.journal"
    label = "journal"
    verbose_name = "Journal"
