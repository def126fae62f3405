"""What allauth and python3-saml are told of the GAR. Read by the settings: no Django here."""

from collections.abc import Mapping

# The name of our only provider in allauth's addresses: /gar/saml/acs/.
SLUG = "saml"
# Who the pupil is at the GAR, his names, and what he is there.
SUBJECT, FIRST_NAME, LAST_NAME, PROFILE = "IDO", "PRE", "NOM", "PRO"

# A signed answer with its certificate takes about ten thousand characters.
LONGEST_RESPONSE = 100_000


def gar_providers(idp: Mapping[str, str], entity_id: str, *, is_on_internet: bool) -> dict:
    """Return SOCIALACCOUNT_PROVIDERS. idp: entity_id, sso_url, x509cert; entity_id: our own.

    is_on_internet: False for a site of trial, whose host name may have no dot.
    """
    app = {
        "provider_id": "gar",
        "client_id": SLUG,
        "name": "GAR",
        "settings": {
            "idp": dict(idp),
            "sp": {"entity_id": entity_id},
            # Nothing else is read, and no e-mail address above all.
            "attribute_mapping": {"uid": SUBJECT, "first_name": FIRST_NAME, "last_name": LAST_NAME},
            "advanced": {
                "strict": True,
                "want_assertion_signed": True,
                "want_attribute_statement": True,
                "reject_deprecated_algorithm": True,
                "reject_idp_initiated_sso": True,
                "allow_repeat_attribute_name": False,
                "allow_single_label_domains": not is_on_internet,
            },
        },
    }
    return {"saml": {"APPS": [app]}}
