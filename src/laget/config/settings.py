"""Everything that differs between machines comes from the environment; the rest stands here, once."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

PACKAGE = Path(__file__).resolve().parent.parent
MODE = os.environ.get("LAGET_MODE", "production")
DEBUG = False
SECRET_KEY = os.environ.get("LAGET_SECRET_KEY", "")
ALLOWED_HOSTS = os.environ.get("LAGET_HOSTS", "").split()
STATE = Path(os.environ.get("LAGET_STATE", ".laget"))

# Only the demo has a clock that can be moved, and a sign-in that asks for nothing.
CLOCK_FILE = os.environ.get("LAGET_CLOCK_FILE", "") if MODE != "production" else ""
DEMO = MODE == "demo"

# Who signs people in (sign_in/profiles.py), and what Laget was registered with by each.
SIGN_IN = {
    name: {
        said: os.environ.get(f"LAGET_SIGN_IN_{name.upper()}_{said}", "")
        for said in ("ISSUER", "CLIENT_ID", "KEY_FILE", "KEY_ID", "SECRET_FILE", "LEVELS")
    }
    for name in os.environ.get("LAGET_SIGN_IN", "").split()
}
SIGN_IN_HASH_KEY = os.environ.get("LAGET_SIGN_IN_HASH_KEY", "")


def database(url: str, *, product: bool) -> dict[str, object]:
    """Django's settings for a `postgresql://` address. Its host may be a socket's folder.

    What else the address asks for, such as `sslmode=verify-full`, goes to the driver as it is.
    """
    parts = urlsplit(url)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    host, port = asked.pop("host", unquote(parts.hostname or "")), asked.pop("port", "")
    options: dict[str, object] = {"application_name": "laget", **asked}
    if product:  # planned once a connection, not once a question: that takes longer than the answer
        options |= {"server_side_binding": True, "prepare_threshold": 2}
    if product and MODE != "test":
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": parts.port or port,
        "OPTIONS": options,
    }


# `default` is the restricted role that all of the product runs as; `owner` migrates and sets up.
DATABASES = {
    "default": database(os.environ.get("DATABASE_URL", ""), product=True),
    "owner": database(
        os.environ.get("LAGET_OWNER_DATABASE_URL") or os.environ.get("DATABASE_URL", ""), product=False
    ),
}
DATABASE_ROUTERS = ["laget.config.routers.OneDatabase"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "laget.database",
    "laget.foundation",
    "laget.people",
    "laget.sign_in",
    "laget.pathway",
    "laget.cases",
    "laget.absence",
    "laget.consents",
    "laget.plans",
    "laget.meetings",
    "laget.moves",
    "laget.handovers",
    "laget.staff",
    "laget.portal",
]
AUTH_USER_MODEL = "people.Person"

MIDDLEWARE = [
    # What goes with every answer, files and errors too, stands before what answers.
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "laget.config.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "laget.foundation.asking.AskingMiddleware",
    "laget.people.me.MeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "laget.config.urls"
WSGI_APPLICATION = "laget.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "environment": "laget.config.templates.environment",
            "context_processors": ["laget.config.templates.everywhere"],
        },
    }
]

USE_TZ = True
TIME_ZONE = "Europe/Oslo"
USE_I18N = True
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    }
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = MODE == "test"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE = MODE == "production"
SESSION_ENGINE = "laget.foundation.sessions"
SESSION_COOKIE_NAME = "__Host-laget" if SECURE else "laget"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "laget-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_AGE = None  # it ends with the browser, as the session does
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "laget.config.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_SSL_REDIRECT = False
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Technical logs carry no words of a request: paths hold only random ids, and bodies are never logged.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without_words": {"()": "laget.config.logs.WithoutWords"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "without_words"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
