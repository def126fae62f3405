"""The French sentences of « Nous contacter »."""

TOPIC_MISSING = "Choisissez le sujet de votre message."
NAME_MISSING = "Votre nom n’est pas renseigné."
UAI_MALFORMED = "Un UAI/RNE contient 7 chiffres et une lettre, par exemple 0380000X."
MESSAGE_MISSING = "Votre message est vide."
MESSAGE_TOO_LONG = "Votre message est trop long : 4 000 caractères au plus."
TOO_MANY = (
    "Beaucoup de messages viennent de partir depuis votre réseau. Le vôtre n’est pas envoyé, et il est "
    "toujours là : réessayez dans une heure, ou écrivez-nous par e-mail."
)
