"""The picture of an order's course is its guard."""

import re
from pathlib import Path

from django.conf import settings

BASE = Path(settings.BASE_DIR)


def test_the_picture_shows_what_the_guard_lets_an_order_become() -> None:
    page = (BASE / "docs/workflows/payment.md").read_text(encoding="utf-8")
    guard = (BASE / "contributions/checkout/sql/guards.sql").read_text(encoding="utf-8")
    allowed = set(re.findall(r"\('(\w+)', '(\w+)'\)", guard.partition("NOT IN")[2].partition("EXECUTE")[0]))
    assert set(re.findall(r"^    (\w+) --> (\w+)$", page, re.MULTILINE)) == allowed
    assert len(allowed) == 4
