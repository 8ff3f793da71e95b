"""How a drafter in a browser makes the declaration and asks for approval."""

from playwright.sync_api import Page


def declare_and_ask(page: Page) -> None:
    """From the page of a complete draft: every statement, then the button."""
    page.get_by_role("link", name="承認の依頼へ進む").click()
    for box in page.get_by_role("main").get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="承認を依頼する").click()
