"""What the robot says to pupils: « tu », at most 12 words a sentence, kind, the same for girls and boys."""

from dataclasses import dataclass

from challenges.domain.parts import AnswerProblem
from missions.domain.path import Level
from missions.domain.results import Result
from missions.models import ActivityAnswer
from missions.services.playing import Refusal

EMPTY_CODE = ("Écris d’abord le code de ton école.",)
MISSHAPEN_CODE = (
    "Ce code n’est pas complet, ou il est trop long.",
    "Un code a 9 lettres et chiffres. Regarde bien et recommence.",
)
# One answer for a code that does not exist and for a session that is closed. Source: spec/junior.md 1.4.
CLOSED = (
    "Session inactive ou école non trouvée.",
    "Vérifie le code, ou demande de l’aide dans ta classe.",
)
COME_BACK = ("Ta connexion est finie. Entre à nouveau le code de ton école.",)

LEVELS = {
    Level.VALIDATION: "À toi de jouer",
    Level.TRAINING: "Entraînement",
    Level.TUTORIAL: "Leçon",
    Level.DARE: "Défi",
}

ANSWER_REFUSED = {
    AnswerProblem.EMPTY: "Donne d’abord ta réponse.",
    AnswerProblem.INCOMPLETE: "Il reste une place vide. Complète ta réponse.",
    AnswerProblem.REPEATED: "Chaque étiquette sert une seule fois.",
    AnswerProblem.TOO_FEW: "Attention, sélectionne plusieurs réponses !",
    AnswerProblem.TOO_MANY: "Attention, donne une seule réponse !",
    AnswerProblem.TOO_LONG: "Ta réponse est trop longue. Garde les mots importants.",
    AnswerProblem.UNKNOWN_CHOICE: "Choisis ta réponse dans la liste.",
    Refusal.SKIP_NOT_OFFERED: "Essaie de répondre. Ici, tu as le droit de te tromper.",
    Refusal.NOT_ASKED: "Voici la question où tu en es.",
}


@dataclass(frozen=True, slots=True)
class Reaction:
    """How the robot takes an answer or the end of a mission. mood: the mascot’s; tone: the bubbles’."""

    mood: str
    bubbles: tuple[str, ...]
    tone: str = ""


ANSWERS = {
    ActivityAnswer.Verdict.RIGHT: Reaction("happy", ("Bien joué, c’est la bonne réponse !",), "right"),
    ActivityAnswer.Verdict.WRONG: Reaction(
        "kind", ("Ce n’est pas la bonne réponse. On continue !",), "wrong"
    ),
}

# Never a mark, never « non atteint ». Source: spec/junior.md 3.7.
ENDS = {
    Result.EXCEEDED: Reaction("proud", ("Waouh, tu as relevé le défi !", "Ta mission est réussie.")),
    Result.REACHED: Reaction("proud", ("Bravo, ta mission est réussie !",)),
    Result.PARTLY_REACHED: Reaction(
        "happy",
        ("Bien joué, tu as réussi une partie de la mission !", "Reviens bientôt pour réussir la suite."),
    ),
    Result.NOT_REACHED: Reaction(
        "kind", ("Tu as bien travaillé !", "Cette mission est difficile. Recommence quand tu veux.")
    ),
}
