"""The comparison of bench/lateness.py: no send loop, but a Celery beat that looks each second."""

from broadcasts.sender import SendStep
from hachinohe_line.celery import app

app.steps["worker"].discard(SendStep)
app.conf.beat_schedule = {
    "look": {"task": "broadcasts.tasks.send_what_is_due", "schedule": 1.0},
}
