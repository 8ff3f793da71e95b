"""What is wrong with a page, as far as a machine can tell: markup, headings, axe, width."""

import html5lib
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response, expect

# Its half a megabyte of script is read once by each page.
AXE, AXE_AGAIN = Axe(), Axe("null")
RULES = {
    # axe's own reading of stylesheets asks for imported ones at wrong addresses.
    "preload": False,
    # What is in order is counted and not listed.
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}


def faults_of(page: Page) -> list[str]:
    """Every fault of the open page at the width it has."""
    return [*_faults_of_axe(page), *too_wide(page), *_faults_of_heading(page)]


def faults_of_markup(response: Response | None) -> list[str]:
    """Where the answer that a page is made from is no valid HTML."""
    if response is None:
        return ["no answer"]
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(response.text())
    return [f"HTML line {line}: {code} {data}" for (line, _), code, data in parser.errors]


def too_wide(page: Page) -> list[str]:
    """Does the page need more width than the screen has?"""
    width = page.viewport_size["width"] if page.viewport_size else 0
    needed: int = page.evaluate("document.documentElement.scrollWidth")
    return [f"{needed} px wide on a screen of {width} px"] if needed > width else []


def _faults_of_axe(page: Page) -> list[str]:
    is_there = page.evaluate("typeof axe === 'object'")
    results = (AXE_AGAIN if is_there else AXE).run(page, options=RULES)
    return [
        f"axe {violation['id']}: {[node['html'][:120] for node in violation['nodes'][:3]]}"
        for violation in results.response["violations"]
    ]


def _faults_of_heading(page: Page) -> list[str]:
    expect(page.locator("h1")).to_have_count(1)
    heading, title = page.locator("h1").inner_text(), page.title()
    return [] if title.endswith("八戸市LINE配信管理") and heading else [f"title {title!r}"]
