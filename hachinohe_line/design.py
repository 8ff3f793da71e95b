"""The living page of the design: every component in every state, for those who build pages."""

from datetime import UTC, datetime
from types import SimpleNamespace

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.forms import code_field
from line.messages import text_message
from posts.choices import Category, Status


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
            "bubbles": [
                text_message("【お知らせ】\n本館1階の窓口は、午後5時まで開いています。😀"),
                text_message("詳しくは https://www.city.hachinohe.aomori.jp/ をご覧ください。"),
            ],
            "at": datetime(2027, 4, 29, 1, 0, tzinfo=UTC),
            "stop": SimpleNamespace(
                stopped_by="工藤 美咲（観光課）", stopped_at=datetime(2027, 4, 29, 1, tzinfo=UTC)
            ),
        },
    )
