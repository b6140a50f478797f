"""What people type: amounts as they are written everywhere, and refusals in our words, both languages."""

import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.utils import timezone, translation

from contributions.history.forms import Count
from siadmin.agency.forms import PastDayField, YuanField


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("1,375,200.00", "1375200.00"),
        ("9,000", "9000"),
        ("９，０００．５０", "9000.50"),
        ("￥9000", "9000"),
        ("¥9,000.5", "9000.5"),
        ("9000 元", "9000"),
        (" 9000 ", "9000"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, yuan: str) -> None:
    assert YuanField(min_value=0).clean(text) == Decimal(yuan)


@pytest.mark.parametrize(
    "text",
    ["1,23", "9,0000", "1,2345", ",900", "9.000", "1.234,56", "1 234", "1.2万", "九千", "1e5", "NaN", "1__0", "9..0"],
)
@pytest.mark.parametrize(
    ("language", "said"), [("en", "Write the amount in yuan"), ("zh-hans", "请填写以元为单位的金额")]
)
def test_what_can_be_read_in_two_ways_or_none_is_refused_in_words(text: str, language: str, said: str) -> None:
    with translation.override(language), pytest.raises(forms.ValidationError) as refused:
        YuanField(min_value=0).clean(text)
    with translation.override(language):
        assert refused.value.messages[0].startswith(said)


def test_whole_yuan_may_be_written_with_zero_fen_but_not_with_any() -> None:
    assert YuanField(whole=True).clean("5,000.00") == 5000
    with translation.override("en"), pytest.raises(forms.ValidationError, match="Whole yuan only, without fen"):
        YuanField(whole=True).clean("5000.5")


def test_people_are_counted_with_grouped_digits_as_well() -> None:
    assert Count().clean("1,234") == 1234
    assert Count().clean("１２") == 12
    for text in ("1,23", "1.5", "x"):
        with pytest.raises(forms.ValidationError):
            Count().clean(text)


def test_an_amount_that_is_too_large_is_told_so_once_and_readably() -> None:
    with translation.override("en"), pytest.raises(forms.ValidationError) as refused:
        YuanField(max_value=Decimal("50000000000")).clean("9" * 16)
    with translation.override("en"):
        assert refused.value.messages == ["Not more than 50,000,000,000."]


def test_a_day_that_has_come_is_no_later_than_today() -> None:
    today = timezone.localdate()
    assert PastDayField().clean(str(today)) == today
    assert PastDayField(required=False).clean("") is None
    with translation.override("en"), pytest.raises(forms.ValidationError, match="This day has not come yet"):
        PastDayField().clean(str(today + dt.timedelta(days=1)))


class _Asked(forms.Form):
    name = forms.CharField(max_length=3)
    day = forms.DateField()
    kind = forms.ChoiceField(choices=[("a", "a")])
    low = YuanField(min_value=5)
    high = YuanField(max_digits=5)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            ["Too long: at most 3 characters.", "Write the day as 2026-11-30.", "Choose from the list.",
             "Not less than 5.", "Too large: at most 3 digits before the decimal point."],
        ),
        (
            "zh-hans",
            ["太长：最多 3 个字符。", "请按 2026-11-30 的格式填写日期。", "请从列表中选择。", "不得小于 5。",
             "数字太大：小数点前最多 3 位。"],
        ),
    ],
)  # fmt: skip
def test_what_the_framework_says_is_said_in_our_words(language: str, said: list[str]) -> None:
    asked = _Asked({"name": "abcd", "day": "x", "kind": "b", "low": "4", "high": "1,234"})
    with translation.override(language):
        assert [str(error) for errors in asked.errors.values() for error in errors] == said


@pytest.mark.parametrize(("language", "said"), [("en", "Fill this in."), ("zh-hans", "请填写此项。")])
def test_what_was_left_empty_is_asked_for_in_our_words(language: str, said: str) -> None:
    with translation.override(language):
        assert _Asked({}).errors["name"] == [said]
