"""Which lists are there, and which kinds of words?"""

from django.db.models import TextChoices

from posts.screening.shipped import words


class ListKind(TextChoices):
    """The lists; the value is part of their address."""

    DOMAIN = "domains", "リンク先"
    PHONE = "phones", "課の電話番号"
    NAME = "names", "氏名ではない言葉"
    WORD = "words", "注意する言葉"


class WordKind(TextChoices):
    """The kinds of words, as the rules ask for them; in the order of the page."""

    DISCRIMINATING = words.DISCRIMINATING, "差別につながる言葉"
    DISRESPECTFUL = words.DISRESPECTFUL, "人を見下す言葉"
    INTERNAL = words.INTERNAL, "庁内の言葉"
    HEARSAY = words.HEARSAY, "伝聞・うわさ"
    OBSCENE = words.OBSCENE, "みだらな言葉"


class Effect(TextChoices):
    """What a change does."""

    ADDED = "added", "追加"
    REMOVED = "removed", "削除"
