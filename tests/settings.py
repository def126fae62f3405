"""Settings of the tests: the product's own, with quick passwords and nothing written in the tree."""

import atexit
import os
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

os.environ["PIXORGA_ENV"] = "test"
os.environ.setdefault("SECRET_KEY", "tests-" + "x" * 50)
if "PIXORGA_VAR" not in os.environ:  # plain pytest; manage.py test has a folder of its own
    os.environ["PIXORGA_VAR"] = tempfile.mkdtemp(prefix="pixorga-tests-")
    atexit.register(shutil.rmtree, os.environ["PIXORGA_VAR"], ignore_errors=True)

if os.environ.get("PIXORGA_TEST_GAR") == "1":
    # The whole suite then runs with the way in from the médiacentre; its identity provider is in the tests.
    os.environ |= {
        "GAR_ENABLED": "1",
        "GAR_IDP_ENTITY_ID": "https://gar.exemple.example/idp",
        "GAR_IDP_SSO_URL": "https://gar.exemple.example/sso",
        "GAR_IDP_CERTIFICATE": "tests/accounts/gar makes one",
    }

from pixorga.settings import *  # noqa: F403
from pixorga.settings import DATABASES, USES_SQLITE, VAR_DIR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
# Short, so that the tests of lost workers hardly wait.
JOB_LEASE = timedelta(seconds=1)
JOB_SWEEP_SECONDS = 1
if USES_SQLITE:
    # A file, as the product has, so that locks and threads behave alike.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(VAR_DIR) / "test.sqlite3")}
else:
    # A browser keeps its line to the live server open: the thread behind it must not keep the database.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
