"""What the library holds when pages are looked at."""

from dataclasses import dataclass

from accounts.models import Staff
from media import keeping
from media.models import Item
from tests.media.files import picture, upload, upload_film

WORDS = "種差海岸の芝生と海。手前に案内板があり、「4月30日まで通行止め」と書かれています。"


@dataclass(frozen=True)
class Library:
    """Pictures and films, and one that is not used any more."""

    image: Item
    retired: Item
    video: Item


def library(drafter: Staff) -> Library:
    """A picture, one that is not used any more, a film, and a picture of another form."""
    image = upload(drafter, picture((1600, 1000)), alt_text=WORDS)
    keeping.describe(image, actor=drafter, seen=WORDS, alt_text=WORDS.replace("手前", "右手前"))
    retired = upload(drafter, picture((600, 1200)), alt_text="昨年の八戸三社大祭のポスター。")
    keeping.retire(retired, actor=drafter)
    upload(drafter, picture((500, 900), "PNG"), alt_text="館鼻岸壁朝市の会場図。")
    return Library(image=image, retired=retired, video=upload_film(drafter))
