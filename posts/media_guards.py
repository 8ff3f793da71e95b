"""What does PostgreSQL itself refuse about the pictures and videos of a post?"""

from typing import Final

import pgtrigger

from posts.choices import Status

# Whoever moves the row: nothing that has been taken out of use is newly submitted.
NOTHING_RETIRED: Final = """
IF EXISTS (
    SELECT 1 FROM jsonb_array_elements(NEW.bubbles) AS bubble
    JOIN media_item ON media_item.id::text IN (bubble ->> 'image', bubble ->> 'video')
    WHERE media_item.retired_at IS NOT NULL
) THEN
    RAISE EXCEPTION 'a picture or video of post % is not in use any more', NEW.id;
END IF;
RETURN NEW;
"""
MEDIA_TRIGGERS: Final = [
    pgtrigger.Trigger(
        name="submitted_with_nothing_retired",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("status"),
        condition=pgtrigger.Q(new__status=Status.IN_APPROVAL),
        func=NOTHING_RETIRED,
    ),
]
