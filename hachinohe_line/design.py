"""The living page of the design: every component in every state, for those who build pages."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, Final

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.forms import code_field
from accounts.models import Section
from hachinohe_line.templatetags.navigation import Place
from line.messages import TEXT_LENGTH, Card, Tone, card_message, location_message, text_message
from posts.choices import Category, Status
from posts.comparing import Difference, compared
from posts.models import Post

AT: Final = datetime(2027, 4, 29, 1, 0, tzinfo=UTC)
TEXT: Final = "【お知らせ】\n本館1階の窓口は、午後5時まで開いています。😀"
MORE: Final = "詳しくは https://www.city.hachinohe.aomori.jp/ をご覧ください。"
CARD: Final = Card(
    "緊急のお知らせ",
    Tone.EMERGENCY,
    "湊町に避難指示",
    (("避難所", "湊小学校"), ("問合せ先", "危機管理課 0178-43-2147")),
    "危険な場所から全員避難してください。",
    (("ハザードマップを見る", "https://www.city.hachinohe.aomori.jp/"),),
)
PLACE: Final = location_message(
    "八戸市役所 本館", "八戸市内丸一丁目1番1号", latitude=40.5123, longitude=141.4884
)


class SamplePerson(str):
    """A name with its section, that may do what the header offers."""

    may_stop_everything = True

    @property
    def name(self) -> str:
        return self.partition("（")[0]


DRAFTER: Final = SamplePerson("工藤 美咲（観光課）")
COLLEAGUE: Final = SamplePerson("小笠原 葵（観光課）")


class SampleForm(forms.Form):
    """One field of each kind that the product uses."""

    title = forms.CharField(label="件名", help_text="職員が見分けるための名前です。")
    category = forms.ChoiceField(
        label="分類", choices=Category.choices[:3], widget=forms.RadioSelect
    )
    text = forms.CharField(label="本文", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    day = forms.DateField(label="配信日", widget=forms.DateInput(attrs={"type": "date"}))
    code = code_field()
    has_read = forms.BooleanField(label="本文と配信日時を読んで確認しました")


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Served only with DEBUG; it shows made-up content and touches no data."""
    return render(
        request,
        "design/index.html",
        {
            "statuses": list(Status),
            "form": SampleForm(prefix="plain"),
            "faulty": SampleForm({}, prefix="faulty"),
            "page": Paginator(range(90), 30).get_page(2),
            "bubbles": [text_message(TEXT), text_message(MORE), card_message(CARD), PLACE],
            "at": AT,
            "stop": SimpleNamespace(stopped_by=DRAFTER, stopped_at=AT, cause=""),
            **_shell(),
            **_post(),
        },
    )


def _shell() -> dict[str, Any]:
    """The header, as a person with every entry of the menu sees it."""
    session = {"previous_sign_in": AT.isoformat()}
    return {
        "visit": SimpleNamespace(user=DRAFTER, session=session),
        "places": [
            Place("ホーム", "#main", "home", is_current=False),
            Place("投稿", "#main", "document-text", is_current=True),
            Place("承認", "#main", "clipboard-document-check", is_current=False, waiting=3),
            Place("監査記録", "#main", "shield-check", is_current=False),
        ],
    }


def _post() -> dict[str, Any]:
    """A post that two people edit, and what has happened to it."""
    typed = TEXT.replace("5時", "6時").replace("1階", "2階")
    entry = SimpleNamespace(
        at=AT,
        get_action_display="差戻し",
        actor_label=COLLEAGUE,
        detail={"revision": 2, "reason": "時刻を加えてください。"},
    )
    return {
        "post": Post(pk=0, title="開庁時間のお知らせ", section=Section(name="観光課"), send_at=AT),
        "history": [entry],
        "changed_by": COLLEAGUE,
        "chosen": [Difference("text", "本文", compared(TEXT, typed))],
        "limit": TEXT_LENGTH.value,
    }
