"""Settings of every process, all from the environment; wrong combinations stop the start.

`hachinohe_line/checks.py` says which combinations are wrong; README lists the variables.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from hachinohe_line.environment import database, env, media_url, secret, site_url, stage
from hachinohe_line.sign_in_settings import *  # noqa: F403
from hachinohe_line.watch_settings import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent
STAGE = stage()
IS_PRODUCTION = STAGE == "production"

# -- the installation ---------------------------------------------------------------------------

SECRET_KEY = secret("SECRET_KEY")
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
SITE_URL = site_url()
# Until when the pages are closed, in the words people are to read; empty: they are open.
MAINTENANCE_NOTICE = env.str("MAINTENANCE_NOTICE", "")
ACCOUNT_NAME = env.str("ACCOUNT_NAME", "八戸市")
# Whom staff are to call, as pages say it: 情報政策課 内線1234.
CONTACT = env.str("CONTACT", "情報政策課")

INSTALLED_APPS = [
    "hachinohe_line",
    "broadcasts",
    "approvals",
    "posts",
    "media",
    "personnel",
    "accounts",
    "line",
    "audit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "django_otp",
    "django_otp_webauthn",
    "heroicons",
    "pgtrigger",
]

MIDDLEWARE = [
    "hachinohe_line.request_ids.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "media.serving.MediaMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "hachinohe_line.errors.PrivatePagesMiddleware",
    "hachinohe_line.errors.ErrorPageMiddleware",
    "hachinohe_line.errors.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.VerifiedRequiredMiddleware",
    "accounts.middleware.SessionLifetimeMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

CSRF_FAILURE_VIEW = "hachinohe_line.errors.csrf_failure"
ROOT_URLCONF = "hachinohe_line.urls"
WSGI_APPLICATION = "hachinohe_line.wsgi.application"

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
                "hachinohe_line.page.installation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# -- data ---------------------------------------------------------------------------------------

DATABASES: dict[str, dict[str, Any]] = {"default": database(secret("DATABASE_URL"))}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database and not in Redis: sign-in limits must hold, and sign-in must work, without Redis.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        # By default live rows, the counters of sign-in among them, are thrown out from 300 on.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# -- language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "ja"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tokyo"

# -- static files -------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", BASE_DIR / "staticfiles") if IS_PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
# Only an installed system has run collectstatic; demo and tests serve from the source folders.
WHITENOISE_USE_FINDERS = not IS_PRODUCTION
STORAGES = {
    "default": {
        "BACKEND": env.str("MEDIA_STORAGE", "media.storage.Folder"),
        # For an object store: {"bucket_name": …}; its keys come from the variables it knows.
        "OPTIONS": env.json("MEDIA_STORAGE_OPTIONS", None) or {},
    },
    "staticfiles": {
        "BACKEND": "hachinohe_line.stylesheets.JoinedStylesheetStorage"
        if IS_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# -- pictures and films (media) -----------------------------------------------------------------

# Under which address LINE and citizens fetch them: best on a host of its own, which then serves
# nothing else.
MEDIA_URL = media_url(SITE_URL)
MEDIA_PATH = urlsplit(MEDIA_URL).path
# Host and port of MEDIA_URL; empty when it is a part of this site.
MEDIA_HOST = "" if MEDIA_URL.startswith(f"{SITE_URL}/") else urlsplit(MEDIA_URL).netloc
MEDIA_ROOT = env.path("MEDIA_ROOT", BASE_DIR / "uploads")
MEDIA_ORIGINS = [f"{urlsplit(MEDIA_URL).scheme}://{MEDIA_HOST}"] if MEDIA_HOST else []
if MEDIA_HOST:
    ALLOWED_HOSTS = [*ALLOWED_HOSTS, str(urlsplit(MEDIA_URL).hostname)]
DATA_UPLOAD_MAX_MEMORY_SIZE = 600_000  # without files: the longest form there can be, twice over
FILE_UPLOAD_HANDLERS = [
    "media.receiving.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# -- sign-in and sessions: hachinohe_line/sign_in_settings.py; log: watch_settings.py --------------

# No cookie of their own: what a message says about a post stays on the server.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# -- looking after staff (personnel) --------------------------------------------------------------

# 棚卸し: how many months may pass before administrators are reminded of the next one.
REVIEW_EVERY_MONTHS = env.int("REVIEW_EVERY_MONTHS", 12)

# -- HTTP ---------------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_PRODUCTION
if IS_PRODUCTION:  # the browser takes such names over https, for this host and all of it only
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_TLS_PROXY", False) else None
)
# Other hosts of the city's domain are not ours to decide on.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, *MEDIA_ORIGINS],
        "media-src": [SELF, *MEDIA_ORIGINS],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# -- mail ---------------------------------------------------------------------------------------

MAIL_FOLDER = env.str("MAIL_FOLDER", "")
EMAIL_BACKEND = (
    "django.core.mail.backends.filebased.EmailBackend"
    if MAIL_FOLDER
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_FILE_PATH = MAIL_FOLDER or None
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 25)
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "line-haishin@localhost")

# -- LINE and sending ---------------------------------------------------------------------------

LINE_API_BASE_URL = env.str("LINE_API_BASE_URL", "https://api.line.me").rstrip("/")
LINE_CHANNEL_ACCESS_TOKEN = secret("LINE_CHANNEL_ACCESS_TOKEN")
LINE_TIMEOUT_SECONDS = (2.0, 5.0)  # connect, read
# Longer than one attempt can take, so that no second worker takes up a request still in flight.
SEND_LEASE_SECONDS = 10
# After its time a post may still start for this long (an outage); later it is not sent at all.
SEND_WINDOW_MINUTES = env.int("SEND_WINDOW_MINUTES", 60)

# What goes out without a time of its own waits this long after its approval, to be stopped still.
PAUSE_SECONDS = env.int("PAUSE_SECONDS", 180)
EMERGENCY_PAUSE_SECONDS = env.int("EMERGENCY_PAUSE_SECONDS", 30)

# -- deciding -------------------------------------------------------------------------------------

# What is asked to go out at once and not decided on by then does not go out.
AT_ONCE_DECIDE_MINUTES = env.int("AT_ONCE_DECIDE_MINUTES", 60)
REMIND_AFTER_WORKING_DAYS = env.int("REMIND_AFTER_WORKING_DAYS", 1)
REMIND_URGENT_AFTER_MINUTES = env.int("REMIND_URGENT_AFTER_MINUTES", 15)

# -- Celery (docs/decisions/0002: it carries work, PostgreSQL remembers it) -----------------------

REDIS_URL = secret("REDIS_URL")
