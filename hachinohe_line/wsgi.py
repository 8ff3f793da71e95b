"""The WSGI application that the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hachinohe_line.settings")
application = get_wsgi_application()

from hachinohe_line.checks import refuse_unsafe_start  # noqa: E402 - needs the settings

refuse_unsafe_start()
