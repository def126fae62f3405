"""Settings of the whole project, read from the environment.

``PIXORGA_ENV`` names where we run: ``embedded`` (the default: SQLite, a worker thread, mails as files),
``test`` or ``production`` (PostgreSQL, Redis, SMTP; refuses to start on a development value).
docs/exploitation.md lists every variable.
"""

from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from accounts.gar.configuration import gar_providers
from pixorga.limits import *  # noqa: F403 - settings are all the names in capitals
from pixorga.secret_key import load_or_create

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env("PIXORGA_VAR", default=str(BASE_DIR / "var")))

ENVIRONMENT = env("PIXORGA_ENV", default="embedded")
if ENVIRONMENT not in {"embedded", "test", "production"}:
    raise ImproperlyConfigured("PIXORGA_ENV vaut embedded, test ou production.")
PRODUCTION = ENVIRONMENT == "production"

DEBUG = False
if PRODUCTION:
    SECRET_KEY = env("SECRET_KEY", default="")
    if len(SECRET_KEY) < 50:
        raise ImproperlyConfigured("SECRET_KEY est obligatoire en production (50 caractères au moins).")
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS est obligatoire en production.")
else:
    SECRET_KEY = env("SECRET_KEY", default="") or load_or_create(VAR_DIR / "secret-key")
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
# Former secret keys: what they signed or encrypted is still read, nothing new is written with them.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# The address that people type; mails are written by a worker, which sees no request.
SITE_URL = env("SITE_URL", default="" if PRODUCTION else "http://localhost:8000").rstrip("/")
if not SITE_URL:
    raise ImproperlyConfigured("SITE_URL est obligatoire en production.")

INSTALLED_APPS = [
    "pixorga.apps.PixorgaConfig",
    "pixorga.jobs",
    "pixorga.journal",
    "pixorga.support",
    # Before accounts, whose admin takes the place of theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "accounts",
    "challenges",
    "organizations",
    "learners",
    "imports",
    "missions",
    "campaigns",
    "pixorga.admin_site.PixorgaAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # the templates of allauth's sessions list want it
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "pixorga.middleware.RequestSizeMiddleware",
    "pixorga.middleware.CookieMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "pixorga.middleware.RequestLogMiddleware",
    "pixorga.middleware.NotAllowedMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pixorga.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pixorga.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "pixorga.urls"
WSGI_APPLICATION = "pixorga.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pixorga.context.shell",
                "missions.comfort.comfort_context",
            ],
            "builtins": [
                "pixorga.templatetags.french",
                "pixorga.templatetags.components",
                "pixorga.templatetags.rows",
                "pixorga.templatetags.addresses",
            ],
        },
    },
]

# --- Database -------------------------------------------------------------------------------------
DATABASE_URL = env("DATABASE_URL", default="")
if DATABASE_URL:
    DATABASES = {"default": env.db("DATABASE_URL")}
else:
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "pixorga.sqlite3"}}
USES_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if PRODUCTION and USES_SQLITE:
    raise ImproperlyConfigured("DATABASE_URL doit désigner une base PostgreSQL en production.")
if ENVIRONMENT == "embedded" and not USES_SQLITE:
    raise ImproperlyConfigured("Une base PostgreSQL demande PIXORGA_ENV=production.")
if USES_SQLITE:
    # IMMEDIATE takes the write lock at once: two writers wait for each other instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
            "PRAGMA busy_timeout=20000;PRAGMA foreign_keys=ON;"
        ),
    }
else:
    DATABASES["default"]["ENGINE"] = "pixorga.db.postgresql"
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Cache, sessions, broker ----------------------------------------------------------------------
REDIS_URL = env("REDIS_URL", default="")
CACHE_URL = env("CACHE_URL", default=REDIS_URL)
BROKER_URL = env("BROKER_URL", default=REDIS_URL) or "memory://"
if PRODUCTION and (not CACHE_URL or BROKER_URL == "memory://"):
    raise ImproperlyConfigured("REDIS_URL (ou CACHE_URL et BROKER_URL) est obligatoire en production.")
if CACHE_URL:
    CACHES = {
        "default": {
            "BACKEND": "pixorga.db.redis.RedisCache",
            "LOCATION": CACHE_URL,
            # A page never waits for the cache: it does without (decisions.md 10).
            "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            # The default of 300 drops entries at random, hence counters of the rate limits.
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    }

# What one process may remember for itself; nothing is counted here, and nobody waits for it.
CACHES["local"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "local",
    "OPTIONS": {"MAX_ENTRIES": 10_000},
}

SESSION_ENGINE = "pixorga.db.sessions"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "pixorga.errors.csrf_failure"

CELERY_BROKER_URL = BROKER_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "visibility_timeout": 900,
        "unacked_restore_interval": 10,
        "socket_timeout": 2,
        "socket_connect_timeout": 1,
        "socket_keepalive": True,
        "health_check_interval": 10,
        # A page rings once: without this, a broker that is away holds it up for 6 s instead of 2 s at most.
        "max_retries": 0,
    }
    if BROKER_URL.startswith("redis")
    else {}
)

# Durable jobs (architecture.md 5): a lease that runs out gives the job to another worker.
JOB_LEASE = timedelta(seconds=env.float("JOB_LEASE_SECONDS", default=60))
JOB_SWEEP_SECONDS = env.float("JOB_SWEEP_SECONDS", default=15)
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {
        "task": "pixorga.jobs.tasks.sweep",
        "schedule": JOB_SWEEP_SECONDS,
        "options": {"expires": JOB_SWEEP_SECONDS},
    },
    "nightly-purge": {
        "task": "pixorga.tasks.purge",
        "schedule": crontab(hour=2, minute=30),  # UTC
        "options": {"expires": 3600},
    },
}

# --- People ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.AccountBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.validators.MixedCharactersValidator"},
]
PASSWORD_RESET_TIMEOUT = int(timedelta(days=1).total_seconds())

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
# Django's own: allauth's writes a row while it checks a link, and looking at a page writes nothing.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
# Two-step sign-in: an application that gives codes, or a passkey (decisions.md 20).
MFA_ADAPTER = "accounts.mfa.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # confirming an address is asked for, and never required (decisions.md 14)
MFA_RATE_LIMITS = False  # ours count failures, as everywhere: accounts/limits.py
MFA_TOTP_ISSUER = "Pix Orga"
MFA_TOTP_TOLERANCE = 1  # half minutes: clocks of telephones differ, and people type slowly
MFA_FORMS = {
    "authenticate": "accounts.mfa_forms.AuthenticateForm",
    "authenticate_webauthn": "accounts.mfa_forms.AuthenticateKeyForm",
    "reauthenticate": "accounts.mfa_forms.ReauthenticateForm",
    "reauthenticate_webauthn": "accounts.mfa_forms.ReauthenticateKeyForm",
    "login_webauthn": "accounts.mfa_forms.SignInKeyForm",
    "activate_totp": "accounts.mfa_forms.ActivateTotpForm",
    "add_webauthn": "accounts.mfa_forms.AddKeyForm",
    "edit_webauthn": "accounts.mfa_forms.RenameKeyForm",
}
ADMIN_REQUIRES_MFA = env.bool("ADMIN_REQUIRES_MFA", default=PRODUCTION)
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_EMAIL_NOTIFICATIONS = True
USERSESSIONS_TRACK_ACTIVITY = False  # looking at a page writes nothing
# The pupils' App is open to everybody (decisions.md 15).
APP_SIGN_UP_IS_OPEN = env.bool("APP_SIGN_UP_IS_OPEN", default=True)
# Dotted paths to instances of accounts.external.IdentityProvider (docs/exploitation.md).
IDENTITY_PROVIDERS = env.list("IDENTITY_PROVIDERS", default=[])
# Pupils who come from the médiacentre of their school; needs requirements/gar.lock (docs/exploitation.md).
GAR_ENABLED = env.bool("GAR_ENABLED", default=False)
if GAR_ENABLED:
    if find_spec("onelogin") is None:
        raise ImproperlyConfigured("GAR_ENABLED demande les paquets de requirements/gar.lock.")
    GAR_IDP = {
        "entity_id": env("GAR_IDP_ENTITY_ID", default=""),
        "sso_url": env("GAR_IDP_SSO_URL", default=""),
        "x509cert": env("GAR_IDP_CERTIFICATE", default=""),
    }
    if not all(GAR_IDP.values()):
        raise ImproperlyConfigured(
            "GAR_ENABLED demande GAR_IDP_ENTITY_ID, GAR_IDP_SSO_URL et GAR_IDP_CERTIFICATE."
        )
    GAR_SP_ENTITY_ID = env("GAR_SP_ENTITY_ID", default=f"{SITE_URL}/gar/saml/metadata/")
    at = INSTALLED_APPS.index("accounts")
    INSTALLED_APPS[at:at] = ["allauth.socialaccount", "allauth.socialaccount.providers.saml"]
    IDENTITY_PROVIDERS = [*IDENTITY_PROVIDERS, "accounts.gar.provider.GAR"]
    SOCIALACCOUNT_ADAPTER = "accounts.gar.adapter.GarAdapter"
    SOCIALACCOUNT_PROVIDERS = gar_providers(GAR_IDP, GAR_SP_ENTITY_ID, is_on_internet=PRODUCTION)
# allauth's limits stop a whole school behind one address, and fail with the cache. Ours: accounts/limits.py.
ACCOUNT_RATE_LIMITS = False
# Limits are counted by address: with a wrong number everybody has the same one, or chooses his.
if PRODUCTION and not env("TRUSTED_PROXIES", default=""):
    raise ImproperlyConfigured("TRUSTED_PROXIES est obligatoire en production : 0 sans mandataire devant.")
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)

# --- Place, language ------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"

# --- Files, mail ----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = not PRODUCTION
# A path below which a larger request is welcome: the import of pupils, 20 MB and the form around the file.
MAX_BODY_BYTES = 1024 * 1024
MAX_UPLOAD_BYTES = 20 * 1024 * 1024
UPLOAD_PATHS = ("/eleves/import/",)
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "pixorga.uploads.ShortNameUploadHandler",
]

DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Pix Orga <ne-pas-repondre@pixorga.example>")
SUPPORT_EMAIL = env("SUPPORT_EMAIL", default="support@pixorga.example")
MAIL_DIR = VAR_DIR / "mail"
if PRODUCTION:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_CONFIG = env.email("EMAIL_URL", default="smtp://localhost:25")
    vars().update(EMAIL_CONFIG)
    EMAIL_TIMEOUT = 10
else:
    EMAIL_BACKEND = "pixorga.mailbox.EmailBackend"
    EMAIL_FILE_PATH = MAIL_DIR

# --- Security -------------------------------------------------------------------------------------
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # e-mail and identifier are unique when present, by two constraints

LOGGING_CONFIG = None  # pixorga.logs.configure() does it with structlog, in PixorgaConfig.ready()
