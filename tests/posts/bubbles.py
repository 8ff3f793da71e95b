"""Bubbles of every kind, as they are stored."""

from typing import Any, Final

from accounts.models import Staff
from tests.media.files import upload, upload_film

SITE: Final = "https://www.city.hachinohe.aomori.jp/"
TEXT: Final[dict[str, Any]] = {"id": "00000001", "kind": "text", "text": "館鼻岸壁朝市を開きます。"}
NOTICE: Final[dict[str, Any]] = {
    "id": "00000002",
    "kind": "card",
    "template": "notice",
    "title": "窓口を休みます",
    "fields": {"body": "本館1階の窓口は、工事のため休みます。", "contact": "市民課 0178-43-2111"},
    "url": f"{SITE}madoguchi/",
}
EVENT: Final[dict[str, Any]] = {
    "id": "00000003",
    "kind": "card",
    "template": "event",
    "title": "館鼻岸壁朝市",
    "fields": {
        "date": "3月14日（日）日の出から",
        "place": "館鼻岸壁",
        "contact": "観光課 0178-46-4040",
        "body": "雨のときも開きます。",
    },
    "url": "",
}
EMERGENCY: Final[dict[str, Any]] = {
    "id": "00000004",
    "kind": "card",
    "template": "emergency",
    "title": "湊町に避難指示",
    "fields": {
        "shelter": "湊小学校\n湊公民館",
        "hazard_map": f"{SITE}hazard/",
        "body": "危険な場所から全員避難してください。",
        "contact": "危機管理課 0178-43-2147",
    },
    "url": f"{SITE}bosai/",
}
LOCATION: Final[dict[str, Any]] = {
    "id": "00000005",
    "kind": "location",
    "title": "八戸市役所 本館",
    "address": "八戸市内丸一丁目1番1号",
    "latitude": 40.5123,
    "longitude": 141.4884,
}
WRITTEN: Final[dict[str, dict[str, Any]]] = {
    "text": TEXT,
    "notice": NOTICE,
    "event": EVENT,
    "emergency": EMERGENCY,
    "location": LOCATION,
}


def pictures(drafter: Staff) -> list[dict[str, Any]]:
    """A picture, one with a link, and a video, from the library."""
    image, video = upload(drafter), upload_film(drafter)
    return [
        {"id": "00000006", "kind": "image", "image": image.pk, "alt": "朝市の人出"},
        {
            "id": "00000007",
            "kind": "image_link",
            "image": image.pk,
            "alt": "",
            "url": f"{SITE}asaichi/",
            "label": "会場図を見る",
        },
        {"id": "00000008", "kind": "video", "video": video.pk, "alt": "朝市のようす"},
    ]
