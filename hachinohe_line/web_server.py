"""How gunicorn writes its own lines in the image: as the application does, one JSON object each."""

from hachinohe_line.log_lines import written

OWN = {"handlers": [], "level": "INFO", "propagate": True}
logconfig_dict = {
    **written(as_json=True),
    "loggers": {"gunicorn.error": OWN, "gunicorn.access": OWN},
}
