"""A process keeps what it has read of the law: never beyond what stands in the database."""

import datetime as dt

import pytest
from django.db import transaction

from siadmin.policy.selectors import StoredLawBook
from tests.cities import BEIJING, change_law

pytestmark = pytest.mark.usefixtures("five_cities")
KEY, ON = "wage.minimum_month", dt.date(2026, 10, 1)


def read() -> int:
    return int(StoredLawBook().law(KEY, region=BEIJING, on=ON).value)


def test_what_was_read_is_not_asked_for_again(django_assert_max_num_queries: object) -> None:
    before = read()
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        assert read() == before


def test_a_new_value_is_seen_and_one_that_was_taken_back_is_not() -> None:
    before = read()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        change_law(KEY, BEIJING, category="", value=before + 100)
        assert read() == before + 100
        raise ZeroDivisionError
    assert read() == before
    change_law(KEY, BEIJING, category="", value=before + 7)
    assert read() == before + 7
