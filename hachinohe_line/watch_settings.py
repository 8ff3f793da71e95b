"""How the system is watched: its log, the ids of requests, and who reads its numbers."""

from hachinohe_line.environment import env, optional_secret, stage
from hachinohe_line.log_lines import written

__all__ = ["LOGGING", "METRICS_TOKEN", "REQUEST_ID_HEADER"]

LOGGING = written(as_json=stage() == "production")
# The header in which the proxy hands down the id of a request; empty: every id is our own.
REQUEST_ID_HEADER = env.str("REQUEST_ID_HEADER", "")
# Whoever brings it reads /metrics and the details of /readyz; empty: nobody does.
METRICS_TOKEN = optional_secret("METRICS_TOKEN")
