"""統計 as people see it: charts with words, the same numbers beside them, files by one press."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from broadcasts.insight.words import HIDDEN
from posts.models import Post
from tests.browser import counted
from tests.browser.conftest import listen, seen_by
from tests.browser.faults import faults_of
from tests.browser.places import Office

WIDTHS = pytest.mark.parametrize("width", [390, 1280])


def opened(browser: Browser, server: LiveServer, office: Office, width: int) -> Page:
    """統計, opened from the menu."""
    size = {"width": width, "height": 900}
    page = seen_by(browser, server, office.drafter, viewport=size).new_page()
    page.goto("/")
    page.get_by_role("link", name="統計を見る").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("統計")
    page.get_by_label("この日から").fill(str(timezone.localdate() - timedelta(days=90)))
    page.get_by_role("button", name="表示する").click()
    expect(page).to_have_url(re.compile("since="))
    return page


@WIDTHS
def test_every_chart_has_words_and_its_numbers_stand_in_the_table(
    chromium: Browser, live_server: LiveServer, office: Office, width: int
) -> None:
    page = opened(chromium, live_server, office, width)
    complaints = listen(page)
    for section in page.locator("section").filter(has=page.locator("table")).all():
        table = section.locator("table").text_content() or ""
        for figure in section.locator("figure").all():
            chart = figure.locator("svg[role=img]")
            title = chart.locator("title").text_content() or ""
            expect(page.get_by_role("img", name=title, exact=True)).to_have_count(1)
            assert "下の表にもあります。" in (chart.locator("desc").text_content() or "")
            numbers = chart.locator(".chart__number").all_text_contents()
            assert [one for one in numbers if one.removesuffix("人") not in table] == []
            # Where several bars stand close together, no number fits above them.
            assert numbers or figure.locator("li").count() == 3
    assert page.locator("figure svg[role=img]").count() == 7
    assert faults_of(page) == []
    assert complaints == []


@WIDTHS
def test_words_in_charts_are_large_enough_and_do_not_overlap(
    chromium: Browser, live_server: LiveServer, office: Office, width: int
) -> None:
    page = opened(chromium, live_server, office, width)
    for chart in page.locator("figure svg[role=img]").all():
        boxes = [text.bounding_box() for text in chart.locator("text").all()]
        found = [box for box in boxes if box is not None]
        assert min(box["height"] for box in found) >= 12
        for at, one in enumerate(found):
            for other in found[at + 1 :]:
                apart = (
                    one["x"] + one["width"] <= other["x"]
                    or other["x"] + other["width"] <= one["x"]
                    or one["y"] + one["height"] <= other["y"] + 6
                    or other["y"] + other["height"] <= one["y"] + 6
                )
                assert apart, (chart.locator("title").text_content(), one, other)


def test_what_is_shown_is_taken_along(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    page = opened(chromium, live_server, office, 1280)
    with page.expect_download() as csv_file:
        page.get_by_role("link", name="CSVに書き出す").click()
    text = csv_file.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    whole = next(row for row in rows if row[:1] == ["合計"])
    said = page.get_by_role("row").filter(has_text="合計").first.inner_text()
    assert f"{int(whole[2]):,}" in said
    with page.expect_download() as excel_file:
        page.get_by_role("link", name="Excelに書き出す").click()
    assert excel_file.value.path().read_bytes().startswith(b"PK")


def test_without_colours_bars_keep_an_edge(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    context = seen_by(chromium, live_server, office.drafter, forced_colors="active")
    page = context.new_page()
    page.goto("/statistics/")
    strokes = page.locator("rect.chart__shade").evaluate_all(
        "found => found.map(one => getComputedStyle(one).strokeWidth)"
    )
    assert set(strokes) == {"1px"}


@WIDTHS
def test_the_page_of_a_sent_post_says_the_numbers(
    chromium: Browser, live_server: LiveServer, office: Office, width: int
) -> None:
    post = Post.objects.get(title="種差海岸の観察会")
    size = {"width": width, "height": 900}
    page = seen_by(chromium, live_server, office.drafter, viewport=size).new_page()
    page.goto(post.get_absolute_url())
    results = page.get_by_role("region", name="配信の結果")
    expect(results).to_contain_text("12,281人")
    expect(results).to_contain_text(HIDDEN)
    assert faults_of(page) == []


def test_trouble_with_line_is_said_on_both_pages(
    chromium: Browser, live_server: LiveServer, office: Office
) -> None:
    sent = Post.objects.get(pk=office.sent.pk)
    assert sent.current_revision is not None
    counted.trouble(sent.current_revision.broadcast)
    page = opened(chromium, live_server, office, 1280)
    expect(page.get_by_text("LINEの側で問題が起きています。")).to_be_visible()
    assert faults_of(page) == []
    page.goto(sent.get_absolute_url())
    expect(page.get_by_text("最後の問合せでは、集計を得られませんでした。")).to_be_visible()
    assert faults_of(page) == []
