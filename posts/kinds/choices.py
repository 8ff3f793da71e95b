"""Which kinds of post are there?"""

from typing import Final

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a post is to citizens; screening, renderer and worker go by it."""

    ORDINARY = "ordinary", "通常"
    SHARE = "share", "共有（ほかの発信の紹介）"
    CORRECTION = "correction", "訂正"
    CANCELLATION = "cancellation", "中止・取消し"
    DRILL = "drill", "訓練"
    EMERGENCY = "emergency", "緊急"


class Level(TextChoices):
    """避難情報: what people are told to do (避難情報に関するガイドライン, 警戒レベル3 to 5)."""

    ELDERLY = "3", "警戒レベル3　高齢者等避難"
    EVERYBODY = "4", "警戒レベル4　避難指示"
    SAVE_YOUR_LIFE = "5", "警戒レベル5　緊急安全確保"
    LIFTED = "0", "避難情報の解除"


# They are about a post that was sent, and begin at its page only.
FOLLOWING: Final = (Kind.CORRECTION, Kind.CANCELLATION)
# They cannot wait for 課内確認 and 合議; アカウント管理者 or who may stand in decides at once.
URGENT: Final = (*FOLLOWING, Kind.EMERGENCY)
# What a drafter may choose in the editor.
CHOSEN: Final = tuple((kind.value, kind.label) for kind in (Kind.ORDINARY, Kind.SHARE, Kind.DRILL))
