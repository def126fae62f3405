"""The product's settings in production, with the bare views beside its pages."""

from pixorga.settings import *  # noqa: F403
from pixorga.settings import VAR_DIR

ROOT_URLCONF = "bench.classroom_bare"
STATIC_ROOT = VAR_DIR / "staticfiles"
