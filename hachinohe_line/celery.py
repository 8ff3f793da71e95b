"""The Celery application: its settings, its schedule, and the send loop inside each worker."""

import os
from typing import Final

import django
from celery import Celery, signals
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hachinohe_line.settings")
django.setup()

from django.conf import settings  # noqa: E402 - the settings module must be named first

from broadcasts.sender import SendStep  # noqa: E402
from broadcasts.watch import WatchStep  # noqa: E402
from hachinohe_line.checks import refuse_unsafe_start  # noqa: E402
from hachinohe_line.request_ids import begin_task, end_task  # noqa: E402

SCHEDULE: Final = {
    "send-notices": {"task": "accounts.tasks.send_notices", "schedule": 3.0},
    "send-what-is-due": {"task": "broadcasts.tasks.send_what_is_due", "schedule": 30.0},
    "note-beat": {"task": "broadcasts.tasks.note_beat", "schedule": 10.0},
    "check-token": {"task": "broadcasts.tasks.check_token", "schedule": 300.0},
    "remind-who-decides": {"task": "approvals.tasks.remind", "schedule": 20.0},
    "report-overdue-posts": {"task": "posts.tasks.report_overdue_posts", "schedule": 30.0},
    "remind-of-reports": {"task": "approvals.tasks.remind_of_reports", "schedule": 60.0},
    "clear-ended-sessions": {
        "task": "accounts.tasks.clear_ended_sessions",
        "schedule": crontab(hour="3", minute="40"),
    },
    "carry-out-movements": {
        "task": "personnel.tasks.carry_out_movements",
        "schedule": crontab(minute="*/5"),
    },
    "expire-help-requests": {
        "task": "personnel.tasks.expire_help_requests",
        "schedule": crontab(minute="20"),
    },
    "forget-old-files": {
        "task": "personnel.tasks.forget_old_files",
        "schedule": crontab(hour="3", minute="50"),
    },
    "gather-insight": {"task": "broadcasts.tasks.gather_insight", "schedule": 60.0},
    "count-friends": {"task": "broadcasts.tasks.count_friends", "schedule": 10.0},
}

refuse_unsafe_start()

# Somebody listens, so Celery leaves the log as Django has set it up.
signals.setup_logging.connect(lambda **_: None, weak=False)
signals.task_prerun.connect(begin_task)
signals.task_postrun.connect(end_task)

app = Celery("hachinohe_line", broker=settings.REDIS_URL)
app.conf.update(
    # No results are kept, and no task is the only memory of anything: PostgreSQL remembers.
    task_ignore_result=True,
    result_backend=None,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        "visibility_timeout": 3600,
        "unacked_restore_throttle": 1,
        "socket_keepalive": True,
        "health_check_interval": 30,
    },
    timezone=settings.TIME_ZONE,
    beat_schedule=SCHEDULE,
)
app.autodiscover_tasks()
app.steps["worker"].add(SendStep)
app.steps["worker"].add(WatchStep)
