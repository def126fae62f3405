"""The French sentences of passwords for several pupils: why something is refused, and what to do instead."""

from learners.errors import CredentialsCode

NOBODY_TICKED = "Cochez au moins un élève de la liste."
TOO_MANY = "Choisissez 500 élèves au plus à la fois."
SELECTION_CHANGED = (
    "La liste ou les mots de passe ont changé depuis votre choix. Rien de plus n’a été fait\u00a0: vérifiez "
    "qui est concerné, puis recommencez."
)
ALREADY_RUNNING = (
    "Une préparation est déjà en cours pour vous\u00a0: voici où elle en est. Quand elle sera terminée, vous "
    "pourrez en demander une autre."
)
RUNNING_ELSEWHERE = (
    "Une préparation est déjà en cours pour vous dans un autre établissement. Quand elle sera terminée, vous "
    "pourrez en demander une autre."
)

_FAILURES = {
    CredentialsCode.LEFT_SCHOOL: "Vous n’étiez plus membre de l’établissement à la fin de la préparation.",
    CredentialsCode.LEARNERS_LEFT: "Pendant la préparation, un élève a quitté la liste de l’établissement.",
    CredentialsCode.NOT_CONCERNED: (
        "Pendant la préparation, le compte d’un élève a été fermé, ou n’est plus relié à sa fiche."
    ),
    CredentialsCode.PASSWORDS_CHANGED: (
        "Pendant la préparation, le mot de passe ou l’identifiant d’un élève a changé\u00a0: l’élève s’en "
        "est chargé, ou bien un membre de l’équipe."
    ),
}
_BREAKDOWN = "Un problème technique a interrompu la préparation."


def failure(code: str) -> str:
    """Return why a batch was given up. code: a CredentialsCode, or what a job says of a breakdown."""
    return _FAILURES.get(code, _BREAKDOWN)
