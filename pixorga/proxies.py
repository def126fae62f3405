"""Whether the number of proxies in front of the site can be right: the rate limits count by address."""

from collections.abc import Sequence

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

# Nobody stands behind more of them; a larger number is a port, or a slip.
MOST = 5


@register(Tags.security)
def check_proxies(app_configs: object, **kwargs: object) -> Sequence[CheckMessage]:
    count = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if 0 <= count <= MOST:
        return []
    return [
        Error(
            f"TRUSTED_PROXIES vaut {count}.",
            hint=f"C’est le nombre de mandataires devant le site, de 0 à {MOST} (docs/exploitation.md).",
            id="pixorga.E001",
        )
    ]
