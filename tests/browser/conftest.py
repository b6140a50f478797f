"""One browser for the session, a portal with real commits behind it, and people who visit it."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from tests.browser.screens import WIDE, chromium, visitor

Visit = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="session", autouse=True)
def _browser_and_database_share_a_thread() -> Iterator[None]:
    """Playwright keeps an event loop in this thread; Django would take that for asynchronous code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def visit(browser: Browser, live_server: object, five_committed_cities: None, settings: Settings) -> Visit:
    """`with visit(language="en", width=390, scripts=False) as page:` over a portal with five cities and their law."""
    settings.STAFF_TOTP_REQUIRED = False

    def open_page(*, language: str = "en", width: int = WIDE, scripts: bool = True) -> AbstractContextManager[Page]:
        return visitor(browser, str(live_server), language=language, width=width, scripts=scripts)

    return open_page
