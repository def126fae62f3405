"""The first page of Django admin: what the platform's staff looks for, in its own order and words."""

# Heading, and the models under it. What is named nowhere stands under the last heading.
GROUPS = (
    (
        "Établissements et équipes",
        ("organizations.Organization", "organizations.Membership", "organizations.Invitation"),
    ),
    (
        "Comptes",
        (
            "accounts.User",
            "account.EmailAddress",
            "mfa.Authenticator",
            "usersessions.UserSession",
            "accounts.ExternalIdentity",
            "accounts.Acceptance",
        ),
    ),
    (
        "Élèves",
        (
            "learners.Learner",
            "imports.LearnerImport",
            "missions.SchoolSession",
            "missions.Attempt",
            "missions.MissionChoice",
            "campaigns.Campaign",
            "campaigns.Participation",
        ),
    ),
    ("Suivi", ("jobs.Mail", "support.SupportRequest", "journal.Event", "jobs.Job", "admin.LogEntry")),
    ("Contenus", ("missions.Mission", "challenges.Challenge", "accounts.LegalDocument")),
    ("Autres", ("auth.Group",)),
)
# What allauth and Django name in English, or in words that say little here.
NAMES = {
    "admin.LogEntry": "Actions dans l’administration",
    "auth.Group": "Groupes de droits",
    "journal.Event": "Journal",
    "mfa.Authenticator": "Connexions en deux étapes",
    "usersessions.UserSession": "Sessions ouvertes",
}


def grouped(apps: list[dict], index_url: str) -> list[dict]:
    """Return Django's list of applications and models under our headings; empty ones are left out."""
    models = {f"{model['model']._meta.label}": model for app in apps for model in app["models"]}
    known = {label for _, labels in GROUPS for label in labels}
    others = sorted(set(models) - known)
    groups = []
    for number, (heading, labels) in enumerate(GROUPS, start=1):
        listed = [*labels, *others] if number == len(GROUPS) else labels
        shown = [_named(models[label], label) for label in listed if label in models]
        if shown:
            groups.append(
                {
                    "name": heading,
                    "app_label": f"groupe-{number}",
                    "app_url": index_url,
                    "has_module_perms": True,
                    "models": shown,
                }
            )
    return groups


def _named(model: dict, label: str) -> dict:
    return {**model, "name": NAMES.get(label, model["name"])}
