"""What PostgreSQL refuses is named in the log by its rule, never by the words of the post."""

import logging
import sys

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from accounts.models import Staff
from posts.models import Post
from tests.office import write

pytestmark = pytest.mark.django_db
SECRET = "市民病院の移転"
LINES = "一行目\n二行目"


def test_the_rule_is_named_and_the_row_left_out(drafter: Staff) -> None:
    post = write(drafter, title=SECRET)
    line = dict(settings.LOGGING["formatters"]["line"])
    formatter = import_string(line["()"])(line["format"], style=line["style"])
    try:
        with transaction.atomic():
            Post.objects.filter(pk=post.pk).update(kind="correction", source_check=LINES)
    except IntegrityError:
        record = logging.LogRecord("a", 40, "a", 1, "failed", (), sys.exc_info())
    written = formatter.format(record)
    assert SECRET in str(record.exc_info)
    assert "post_follows_another_by_its_kind" in written
    assert SECRET not in written
    assert "二行目" not in written
    assert "Traceback" in written
