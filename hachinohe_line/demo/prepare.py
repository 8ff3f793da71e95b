"""How the demo's database gets its tables and its sample data, in one start of Django."""

import os


def main() -> None:
    """Run as a process of its own, before web and worker: the steps of an installation."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hachinohe_line.settings")
    # Here and not above: models can be imported only after setup().
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False)
    call_command("createcachetable")

    from hachinohe_line.demo.sample_data import load

    load()


if __name__ == "__main__":
    main()
