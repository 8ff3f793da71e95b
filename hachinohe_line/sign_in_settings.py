"""Settings of sign-in, passwords, second factors and sessions (不正; docs/decisions/0003)."""

from urllib.parse import urlsplit

from hachinohe_line.environment import env, secret, site_url

_SITE = urlsplit(site_url())

# -- who signs in -------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Staff"
AUTHENTICATION_BACKENDS = ["accounts.backends.StaffBackend"]

# -- passwords ----------------------------------------------------------------------------------

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.validators.MinimumLength", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.validators.CharacterClasses", "OPTIONS": {"at_least": 3}},
    {
        "NAME": "accounts.validators.Dissimilar",
        "OPTIONS": {
            "user_attributes": ("staff_number", "name", "email", "section_name"),
            "max_similarity": 0.6,
        },
    },
    {"NAME": "accounts.validators.Uncommon"},
    {"NAME": "accounts.validators.ForbiddenWords"},
    {"NAME": "accounts.validators.MoreThanCommonWords"},
    {"NAME": "accounts.validators.HardToGuess", "OPTIONS": {"min_score": 4}},
    {"NAME": "accounts.validators.NotBreached"},
    {"NAME": "accounts.validators.NotReused", "OPTIONS": {"keep": 10}},
]
TEMPORARY_PASSWORD_HOURS = env.int("TEMPORARY_PASSWORD_HOURS", 72)
# Days after which administrators choose a new password; 0: never, as for everybody else.
ADMINISTRATOR_PASSWORD_DAYS = env.int("ADMINISTRATOR_PASSWORD_DAYS", 0)
# A sorted list of SHA-1 or NTLM hashes, as public lists of breached passwords come; empty: none.
BREACHED_PASSWORDS_FILE = env.str("BREACHED_PASSWORDS_FILE", "")

# -- the pages of sign-in -----------------------------------------------------------------------

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.StaffAccountAdapter"
ACCOUNT_FORMS = {"login": "accounts.forms.StaffLoginForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "staff_number"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_TIMEOUT = 600  # seconds a half-finished sign-in may take
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Per account and address; a whole city hall signs in from one address on Monday morning.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "60/m/ip,5/300s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

# -- second factors -----------------------------------------------------------------------------

OTP_TOTP_ISSUER = "八戸市LINE配信管理"
# Newest first; older ones only open what was encrypted with them (accounts/encryption.py).
FACTOR_KEYS = secret("FACTOR_KEYS").split(",")
OTP_WEBAUTHN_HELPER_CLASS = "accounts.webauthn.StaffWebAuthnHelper"
OTP_WEBAUTHN_RP_NAME = OTP_TOTP_ISSUER
# A passkey belongs to this host name for ever: after a change everybody registers anew.
OTP_WEBAUTHN_RP_ID = _SITE.hostname or ""
OTP_WEBAUTHN_ALLOWED_ORIGINS = [f"{_SITE.scheme}://{_SITE.netloc}"]
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False

# -- sessions -----------------------------------------------------------------------------------

# A session ends after idle seconds, and after absolute ones in any case (accounts/middleware.py).
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_MINUTES", 60) * 60
SESSION_ABSOLUTE_SECONDS = env.int("SESSION_ABSOLUTE_MINUTES", 600) * 60
SESSION_WARNING_SECONDS = 5 * 60
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
