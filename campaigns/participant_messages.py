"""What pupils read on their way into a campaign."""

CODE_EMPTY = "Écrivez d’abord le code."
MISSHAPEN_CODE = "Ce code n’est pas complet, ou il est trop long. Un code a 9 lettres et chiffres."
UNKNOWN_CODE = "Ce code n’ouvre aucun parcours. Vérifiez chaque caractère, ou demandez-le à votre enseignant."
ENDED = "Ce parcours est terminé. Demandez à votre enseignant s’il y en a un autre."

FIRST_NAME_MISSING = "Écrivez votre prénom."
LAST_NAME_MISSING = "Écrivez votre nom."
NAME_TOO_LONG = "255 caractères suffisent."
DAY_WRONG = "Écrivez le jour avec un nombre de 1 à 31."
MONTH_WRONG = "Écrivez le mois avec un nombre de 1 à 12."
YEAR_WRONG = "Écrivez l’année avec 4 chiffres."
DATE_WRONG = "Cette date n’existe pas. Vérifiez le jour et le mois."

# One paragraph each: neither says whether such a pupil exists elsewhere.
NOT_FOUND = (
    "Aucun élève de cet établissement n’a ce prénom, ce nom et cette date de naissance.",
    "Pour les élèves\u00a0: vérifiez chaque ligne, ou demandez de l’aide à votre enseignant.",
    "Pour les enseignants\u00a0: cette page est réservée aux élèves. Vos campagnes sont dans Pix Orga.",
)
TOO_MANY_SEARCHES = (
    "Plusieurs recherches n’ont rien donné. Attendez 10 minutes, ou demandez de l’aide à votre enseignant."
)
TOO_LATE = "Plus de 10 minutes ont passé. Dites-nous de nouveau qui vous êtes."

METHOD_MISSING = "Choisissez comment vous connecter."
ACCOUNT_MADE = "Votre compte est créé."
LINKED = "Votre compte est maintenant rattaché à votre établissement."


def username_taken(username: str) -> str:
    """Return what to tell a pupil whose identifier somebody else got a moment ago. username: the new one."""
    return f"L’identifiant proposé vient d’être pris. En voici un autre\u00a0: {username}."
