"""The GAR as the sign-in page of the App shows it."""

from accounts.external import APP, IdentityProvider
from accounts.models import ExternalIdentity

GAR = IdentityProvider(
    code=ExternalIdentity.GAR, label="Médiacentre", url_name="gar:sign_in", audiences=frozenset({APP})
)
