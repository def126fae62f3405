"""The French sentences of « Récupérer mon compte »; who reads them has left school, and hears « vous »."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from learners.errors import RecoveryProblem

INE_MISSING = "Votre INE ou INA n’est pas renseigné."
INE_MALFORMED = (
    "Ce numéro n’est pas un INE ou un INA. Il a 11 caractères\u00a0: 10 chiffres et 1 lettre, 9 chiffres et "
    "2 lettres, ou 8 chiffres et 3 lettres."
)
BIRTHDATE_MISSING = "Votre date de naissance n’est pas complète. Exemple\u00a0: 14/03/2008."
BIRTHDATE_WRONG = "Cette date n’existe pas. Écrivez le jour, le mois et l’année. Exemple\u00a0: 14/03/2008."
BIRTHDATE_UNLIKELY = "Cette date n’est pas celle d’une naissance. Vérifiez l’année."
TOO_MANY = (
    "Plusieurs recherches viennent d’être faites avec ce numéro ou depuis votre réseau. Réessayez dans une "
    "heure."
)
TOO_MANY_LETTERS = "Plusieurs e-mails sont déjà partis pour ce compte. Réessayez dans une heure."
EMAIL_TAKEN = (
    "Un autre compte a pris cette adresse e-mail entre-temps. Recommencez avec une autre adresse, ou "
    "connectez-vous à ce compte."
)
TERMS_NOT_TICKED = "Cochez cette case pour garder votre compte."


def refused(problem: RecoveryProblem) -> SafeString | str:
    """Return why the account is not given back here, and what to do instead."""
    if problem == RecoveryProblem.NOT_FOUND:
        return (
            "Nous n’avons pas trouvé de compte avec ces informations. Vérifiez-les\u00a0: elles doivent être "
            "celles que votre établissement avait."
        )
    reasons = {
        RecoveryProblem.SEVERAL_PUPILS: (
            "Ce compte est relié à plusieurs INE\u00a0: nous devons vérifier lequel est le vôtre."
        ),
        RecoveryProblem.RECOVERED: (
            "Ce compte a déjà été récupéré avec une adresse e-mail. Si c’est vous, connectez-vous avec cette "
            "adresse. Sinon, signalez-le-nous."
        ),
        RecoveryProblem.OUT_OF_REACH: "Ce compte ne peut pas être récupéré sur cette page.",
    }
    link = '{} <a href="{}">Contactez le support</a>.'
    return format_html(link, reasons[problem], reverse("support:contact"))
