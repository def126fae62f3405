"""What people write to the support: kept until it is answered, then for a while (docs/exploitation.md)."""

from django.conf import settings
from django.db import models


class SupportRequest(models.Model):
    """One message of the contact page. The mail that carries it is a job; it holds the row's id only."""

    class Topic(models.TextChoices):
        SIGN_IN = "SIGN_IN", "Me connecter"
        SPACE = "SPACE", "Activer ou récupérer un espace"
        IMPORT = "IMPORT", "Importer des élèves"
        CLASSROOM = "CLASSROOM", "Utiliser le site en classe"
        ACCESSIBILITY = "ACCESSIBILITY", "Accessibilité"
        DATA = "DATA", "Données personnelles"
        OTHER = "OTHER", "Autre chose"

    topic = models.CharField("sujet", max_length=20, choices=Topic.choices)
    full_name = models.CharField("nom", max_length=150)
    email = models.EmailField("adresse e-mail")
    uai = models.CharField("UAI/RNE", max_length=8, blank=True)
    message = models.TextField("message", max_length=4000)
    # Of the person who was signed in, if any.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="compte",
    )
    created_at = models.DateTimeField("reçu le")
    sent_at = models.DateTimeField("transmis le", null=True, blank=True)

    class Meta:
        verbose_name = "demande au support"
        verbose_name_plural = "demandes au support"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"demande {self.pk}"
