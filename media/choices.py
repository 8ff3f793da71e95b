"""What a person answers about the rights in a picture or a film (責9)."""

from django.db.models import TextChoices


class Rights(TextChoices):
    """Who made it."""

    STAFF = "staff", "市の職員が、仕事で作った・撮った"
    ORDERED = "ordered", "市が依頼して、作って・撮ってもらった"
    PROVIDED = "provided", "市民や団体などから、提供を受けた"
    LICENSED = "licensed", "素材集など、利用条件のあるものを使った"


class People(TextChoices):
    """Who is to be seen on it, and whether they agreed."""

    NOBODY = "nobody", "だれか分かる人は、写っていない"
    AGREED = "agreed", "写っている人（子どもは保護者も）の了解を得た"


# Without a word about these, nobody could find out later whom to ask.
NEEDS_A_NOTE = frozenset({Rights.ORDERED, Rights.PROVIDED, Rights.LICENSED})
