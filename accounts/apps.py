from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "職員"

    def ready(self) -> None:
        # Imported for what it registers, once the models are there.
        from accounts import checks  # noqa: F401
