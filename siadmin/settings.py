"""One settings file, read from the environment. The law's numbers never live here.

Without DATABASE_URL and REDIS_URL the portal starts its own PostgreSQL and Redis under `.local/`.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog

import siadmin.celery  # noqa: F401  (every process that has settings sends its messages through our queue)
from siadmin.embedded import keys, postgres, redis

BASE_DIR = Path(__file__).resolve().parent.parent


def _flag(name: str, default: bool) -> bool:
    text = os.environ.get(name, "1" if default else "0").strip().lower()
    if text not in {"0", "1", "false", "true", "no", "yes"}:
        raise ValueError(f"{name} must be 0 or 1, not {text!r}")
    return text in {"1", "true", "yes"}


def _number(name: str, default: int) -> int:
    return int(os.environ.get(name, default))


def _database(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must begin with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }


# --- servers ---------------------------------------------------------------------------------------------------

if url := os.environ.get("DATABASE_URL"):
    _application = _database(url)
    DATABASE_OWNER = _database(os.environ.get("DATABASE_OWNER_URL", url))
    _keys = keys.from_environment(os.environ)
else:
    _address = postgres.ensure(BASE_DIR)
    _server = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _address.name,
        "HOST": _address.host,
        "PORT": str(_address.port),
        "PASSWORD": "",
    }
    _application = _server | {"USER": _address.app}
    DATABASE_OWNER = _server | {"USER": _address.owner}
    _keys = keys.ensure(BASE_DIR, os.environ)

APPLICATION_ROLE = _application["USER"]
_default = DATABASE_OWNER if _flag("CONNECT_AS_OWNER", default=False) else _application
DATABASES = {"default": _default | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}}

if url := os.environ.get("REDIS_URL"):
    REDIS_URL = CELERY_BROKER_URL = url
else:
    _redis = redis.ensure(BASE_DIR)
    REDIS_URL, CELERY_BROKER_URL = _redis.url, _redis.celery_url

CACHES = {
    "default": {
        "BACKEND": "siadmin.portal.shared_cache.SharedCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "siadmin",
        "OPTIONS": {
            "serializer": "siadmin.portal.shared_cache.Json",
            "socket_connect_timeout": 1,  # seconds; without Redis each process counts by itself
            "socket_timeout": 1,
        },
    }
}

SECRET_KEY = _keys.secret
FIELD_KEY = _keys.field  # encrypts identifiers, bank accounts and phones; keys their look-up hashes

# --- Django ----------------------------------------------------------------------------------------------------

DEBUG = _flag("DEBUG", default=False)
DEMO = _flag("DEMO", default=False)
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "siadmin.kernel",
    "siadmin.agency",
    "siadmin.policy",
    "siadmin.letters",
    "siadmin.matters",
    "enrollment.registry",
    "enrollment.agents",
    "enrollment.participation",
    "enrollment.coverage",
    "funds.ledger",
    "funds.banking",
    "contributions.declarations",
    "contributions.assessment",
    "contributions.dryruns",
    "contributions.accounts",
    "contributions.history",
    "contributions.collection",
    "contributions.checkout",
    "contributions.projects",
    "contributions.platforms",
    "contributions.selfpay",
    "contributions.transfers",
    "benefits.claims",
    "benefits.payments",
    "benefits.providers",
    "benefits.settlement",
    "benefits.pension",
    "benefits.unemployment",
    "benefits.injury",
    "benefits.maternity",
    "benefits.medical",
    "siadmin.portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "rest_framework",
    "drf_spectacular",
    "oauth2_provider",
    "django_htmx",
    "template_partials",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "siadmin.portal.middleware.ContentSecurity",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "siadmin.portal.middleware.Viewing",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "siadmin.urls"
WSGI_APPLICATION = "siadmin.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
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
                "siadmin.portal.context.frame",
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "siadmin.portal.templatetags.words",
                "siadmin.portal.templatetags.states",
            ],
        },
    }
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"  # legal days are Shanghai days

STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("STATIC_ROOT")  # unset: WhiteNoise serves straight from the apps and node_modules
STATICFILES_DIRS = [
    ("tabler", BASE_DIR / "node_modules/@tabler/core/dist/css"),
    ("tabler-icons", BASE_DIR / "node_modules/@tabler/icons-webfont/dist"),
    ("echarts", BASE_DIR / "node_modules/echarts/dist"),
    ("htmx", BASE_DIR / "node_modules/htmx.org/dist"),
]
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # the declaration grid: 5,000 people
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024

# --- who may sign in -------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "agency.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
if DEMO:
    PASSWORD_HASHERS = [
        "siadmin.portal.demo_passwords.PublicPasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_URL_PATH = "/accounts/login/"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "siadmin.portal.adapter.NoSelfRegistration"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = False  # signed out when the browser closes, or after SESSION_COOKIE_AGE
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Social Insurance"
STAFF_TOTP_REQUIRED = _flag("STAFF_TOTP_REQUIRED", default=not DEMO)
AXES_FAILURE_LIMIT = _number("AXES_FAILURE_LIMIT", 5)
AXES_COOLOFF_TIME = 0.25  # hours
AXES_USERNAME_CALLABLE = "siadmin.portal.adapter.username_tried"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "siadmin.agency.callers.address_of"
PROXIES = _number("PROXIES", 0)  # how many proxies of ours stand in front: whose X-Forwarded-For is believed
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SECURE_COOKIES = _flag("SECURE_COOKIES", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- the second door: the API ----------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "siadmin.portal.api.ClientAuthentication",
        "siadmin.portal.api.TokenAuthentication",
    ],
    "DEFAULT_PARSER_CLASSES": ["siadmin.portal.api.Json"],
    "DEFAULT_PERMISSION_CLASSES": ["siadmin.portal.api.NobodyUnlessNamed"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "EXCEPTION_HANDLER": "siadmin.portal.api_refusals.refusals_as_json",
    "UNAUTHENTICATED_USER": None,
}
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
OAUTH2_PROVIDER = {
    "SCOPES": {"provider": "Stays and settlements of one's own institution"},
    "ACCESS_TOKEN_EXPIRE_SECONDS": 900,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,  # of a token its digest is kept
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Social insurance administration",
    "DESCRIPTION": "Declarations, receipts, tax declarations, settlements of institutions. "
    "Amounts are whole fen; months are YYYY-MM.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
}

# --- letters and texts -----------------------------------------------------------------------------------------

PUBLIC_URL = os.environ.get("PUBLIC_URL", f"http://localhost:{os.environ.get('PORT', '8000')}").rstrip("/")
TEXTING_URL = os.environ.get("TEXTING_URL", "")  # the gateway that takes texts for phones
TEXTING_SENDER = os.environ.get("TEXTING_SENDER", "")
TEXTING_SECRET = os.environ.get("TEXTING_SECRET", "")
if TEXTING_URL and not (TEXTING_URL.startswith("https://") and TEXTING_SENDER and TEXTING_SECRET):
    raise ValueError("TEXTING_URL must begin with https://, and needs TEXTING_SENDER and TEXTING_SECRET")
if TEXTING_URL:
    TEXTING = "siadmin.letters.texting.HttpTexting"
else:  # without a gateway nothing is sent, but in the demonstration, where texts are kept to be looked at
    TEXTING = "siadmin.letters.texting.SimulatedTexting" if DEMO else ""

# --- background work -------------------------------------------------------------------------------------------

# Without a payment channel nothing is paid here; the demonstration has a simulator.
PAYMENT_CHANNEL = os.environ.get("PAYMENT_CHANNEL", "contributions.checkout.simulator.SimulatedChannel" if DEMO else "")

CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_TIMEZONE = TIME_ZONE

PGHISTORY_DEFAULT_TRACKERS = ()
PGHISTORY_APPEND_ONLY = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}

structlog.configure(  # tracebacks without local variables: they may hold what people entrusted to us
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
        structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
    ],
    cache_logger_on_first_use=True,
)
