"""How does Django know this app?"""

from django.apps import AppConfig


class LineConfig(AppConfig):
    """The door to LINE and what LINE said about the account."""

    name = "line"
    verbose_name = "LINEとの接続"
    default_auto_field = "django.db.models.BigAutoField"
