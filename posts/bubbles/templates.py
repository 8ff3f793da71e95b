"""Which cards are there, and what is filled in at each?"""

from dataclasses import dataclass
from typing import Final

from line.messages import Limit, Tone
from line.messages.counting import utf16_length
from line.messages.limits import ALT_TEXT, LINK, UTF16
from posts.bubbles.fields import Field

TITLE_LENGTH: Final = Limit(60, UTF16, "our own: two lines on most phones")

TITLE: Final = Field("title", "題名", limit=TITLE_LENGTH)
BODY: Final = Field("body", "内容", limit=ALT_TEXT, lines=6)
CONTACT: Final = Field(
    "contact", "問合せ先", "例：観光課 0178-43-2111", limit=ALT_TEXT, is_required=False
)
URL: Final = Field(
    "url",
    "詳しい案内のページ",
    "https:// で始まるアドレス",
    limit=LINK,
    is_required=False,
    holds="link",
)


@dataclass(frozen=True)
class Template:
    """One of our cards. `links` gives the words of the button for each field with an address."""

    name: str
    label: str
    heading: str
    tone: Tone
    fields: tuple[Field, ...]
    links: tuple[tuple[str, str], ...] = (("url", "詳しく見る"),)

    @property
    def rows(self) -> tuple[Field, ...]:
        """The fields that stand as a name with a value."""
        apart = {"title", "body"}
        return tuple(
            field for field in self.fields if field.holds == "words" and field.name not in apart
        )


TEMPLATES: Final = {
    template.name: template
    for template in (
        Template("notice", "お知らせカード", "お知らせ", Tone.NOTICE, (TITLE, BODY, CONTACT, URL)),
        Template(
            "event",
            "催しカード",
            "催し",
            Tone.EVENT,
            (
                TITLE,
                Field("date", "日時", "例：4月29日（木・祝）10:00〜15:00", limit=ALT_TEXT),
                Field("place", "場所", limit=ALT_TEXT),
                CONTACT,
                Field("body", "内容", limit=ALT_TEXT, lines=6, is_required=False),
                URL,
            ),
        ),
        Template(
            "emergency",
            "緊急カード",
            "緊急のお知らせ",
            Tone.EMERGENCY,
            (
                TITLE,
                Field("shelter", "避難所", limit=ALT_TEXT, lines=3, is_required=False),
                Field(
                    "hazard_map",
                    "ハザードマップのページ",
                    "https:// で始まるアドレス",
                    limit=LINK,
                    is_required=False,
                    holds="link",
                ),
                BODY,
                CONTACT,
                URL,
            ),
            links=(("hazard_map", "ハザードマップを見る"), ("url", "詳しく見る")),
        ),
    )
}


def excess_of(words: list[str]) -> int:
    """By how much the words of a card are together longer than its alternative text may be."""
    return max(0, utf16_length("\n".join(words)) - ALT_TEXT.value)
