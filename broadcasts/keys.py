"""Under which retry key does LINE know a sending, so that it takes the same one only once?"""

import uuid
from typing import Final

from posts.models import Revision

# Never to be changed: LINE would take what it has accepted a second time.
NAMESPACE: Final = uuid.UUID("57976349-28aa-4141-a694-11e2adb16eb9")


def retry_key(revision: Revision, request: str = "broadcast") -> uuid.UUID:
    """The key of one request of an approved revision: the same from whatever copy of the database.

    It is drawn from what was approved and from nothing else, so that LINE itself refuses a second
    request within 24 hours (409), also after a backup from before the first one was restored.
    `request` tells several requests of one revision apart. LINE keeps keys by channel.
    Source: guide 'Retrying an API request'; docs/decisions/0018.
    """
    return uuid.uuid5(NAMESPACE, f"{request}/{revision.digest}")
