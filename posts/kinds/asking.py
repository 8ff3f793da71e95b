"""What does a kind of post ask for before it may be submitted, said at the field it concerns?"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from line.messages import DRILL_LABEL, TEXT_LENGTH
from line.messages.addresses import checked_link
from line.messages.visible import control_problem, is_seen
from posts.bubbles import MOST, Bubble
from posts.bubbles.naming import name_in_form
from posts.choices import Audience
from posts.kinds.choices import Kind

NO_TEST_GROUP: Final = (
    "訓練の投稿は、友だち全員へは配信できません。職員だけに届くテスト配信ができるようになるまで、"
    "下書きのまま保存してください。"
)


def kind_problems(fields: Mapping[str, Any], bubbles: Sequence[Bubble]) -> dict[str, str]:
    """What the drafter should do, by field; `fields` are those of a working copy."""
    found = _easy_text(str(fields.get("easy_text") or ""), bubbles)
    if fields.get("kind") == Kind.SHARE:
        found |= _source(fields)
    if fields.get("kind") == Kind.DRILL:
        found |= _drill(fields, bubbles)
    return {field: message for field, message in found.items() if message}


def _easy_text(text: str, bubbles: Sequence[Bubble]) -> dict[str, str]:
    if not text.strip():
        return {}
    if len(bubbles) >= MOST:
        return {
            "easy_text": "やさしい日本語も吹き出し1つと数えます。"
            f"吹き出しは合わせて{MOST}つまでです。"
        }
    over = TEXT_LENGTH.excess(text)
    if over:
        return {"easy_text": f"やさしい日本語が{over:,}文字分長すぎます。短くしてください。"}
    return {"easy_text": control_problem(text)}


def _source(fields: Mapping[str, Any]) -> dict[str, str]:
    written = {
        name: is_seen(str(fields.get(name) or "")) for name in ("source_name", "source_check")
    }
    return {
        "source_name": "" if written["source_name"] else "発信元を入力してください（共有）。",
        "source_url": _address(str(fields.get("source_url") or "")),
        "source_check": ""
        if written["source_check"]
        else "信頼できる情報だと、どのように確かめたかを入力してください（共有）。",
    }


def _address(url: str) -> str:
    try:
        checked_link(url)
    except ValueError:
        return "発信元のアドレスを、https:// で始めて入力してください（共有）。"
    return ""


def _drill(fields: Mapping[str, Any], bubbles: Sequence[Bubble]) -> dict[str, str]:
    found = {
        name_in_form(bubble.id, bubble.fields[0].name): (
            f"訓練では、画像や動画だけの吹き出しは使えません。「{DRILL_LABEL}」と表示できないためです。"
        )
        for bubble in bubbles
        if bubble.kind in {"image", "video"}
    }
    # The audience is chosen on the second page only: until then it is everyone.
    if fields.get("audience", Audience.EVERYONE) == Audience.EVERYONE:
        found["kind"] = NO_TEST_GROUP
    return found
