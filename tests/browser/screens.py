"""Driving a real browser over the portal: open one, sign in, take a picture. Journeys and reviews of the look use it.

with chromium() as browser, visitor(browser, base_url, language="en", width=390) as page:
    sign_in(page, "lin.jing", "password")
    picture(page, folder / "home.png")
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.thorough import EXPLORES

WIDE, PHONE = 1440, 390
LANGUAGES = ["zh", "en"] if EXPLORES else ["en"]
"""What a page is measured in: English words are the longer ones, Chinese breaks anywhere."""
_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str | None:
    """The installed Chromium, by CHROMIUM or on the path; None leaves the choice to Playwright."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visitor(
    browser: Browser, base_url: str, *, language: str = "zh", width: int = WIDE, scripts: bool = True
) -> Iterator[Page]:
    """A page of somebody who has never been here; it fails on any error a browser would only log."""
    context = browser.new_context(
        base_url=base_url,
        locale="zh-CN" if language == "zh" else "en-GB",
        timezone_id="Asia/Shanghai",
        viewport={"width": width, "height": 900},
        has_touch=width <= PHONE,
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    try:
        yield page
    finally:
        context.close()
    # A refused or missing page is an answer of ours; anything else in the console is a fault.
    faults = [text for text in complaints if "the server responded with a status of 4" not in text]
    assert not faults, faults


def sign_in(page: Page, username: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]:not([type=hidden])").fill(username)
    page.locator("input[name=password]:not([type=hidden])").fill(password)
    page.locator("form.slip button").first.click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def picture(page: Page, path: Path) -> Path:
    """The whole page as a PNG, once its fonts are there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path, full_page=True)
    return path


def overflows(page: Page) -> bool:
    """Whether the page is wider than its window: on a phone nobody should have to push it sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
