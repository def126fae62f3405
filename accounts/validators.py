"""The password rule of the schools' guides: upper case, lower case and a digit (accounts.md 4.2)."""

from django.core.exceptions import ValidationError

HELP = "8 caractères minimum, dont une majuscule, une minuscule et un chiffre"


class MixedCharactersValidator:
    def validate(self, password: str, user: object = None) -> None:
        checks = (str.isupper, str.islower, str.isdigit)
        if not all(any(check(character) for character in password) for check in checks):
            raise ValidationError(
                "Le mot de passe contient au moins une majuscule, une minuscule et un chiffre.",
                code="password_without_mixed_characters",
            )

    def get_help_text(self) -> str:
        return HELP
