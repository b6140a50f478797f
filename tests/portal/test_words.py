"""How things are written: amounts, months, days, masks and names, in both languages."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from siadmin.agency.models import Region
from siadmin.kernel.language import Words, read_in
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Step
from siadmin.portal.reason_words import reason_in_words
from siadmin.portal.templatetags import states, words
from siadmin.portal.trail_words import details_of

MONDAY = dt.date(2026, 11, 16)


@pytest.fixture
def english() -> None:
    read_in("en")


@pytest.mark.parametrize(("fen", "text"), [(123456, "1,234.56"), (-5, "−0.05"), (0, "0.00"), (None, "—")])
def test_money_is_grouped_with_a_real_minus_and_a_dash_where_nothing_can_be(fen: int | None, text: str) -> None:
    assert words.money(fen) == text


@pytest.mark.parametrize(("fen", "text"), [(3388, "+33.88"), (-7434, "−74.34"), (0, "0.00")])
def test_a_difference_carries_its_sign(fen: int, text: str) -> None:
    assert words.signed_money(fen) == text


def test_months_and_days_in_tables_are_numbers() -> None:
    assert words.month(Month(2026, 11)) == "2026-11"
    assert words.day(MONDAY) == "2026-11-16"
    assert words.day(dt.datetime(2026, 11, 15, 16, 30, tzinfo=dt.UTC)) == "2026-11-16"  # Shanghai's day


def test_days_in_sentences_are_words_of_the_language() -> None:
    assert words.day_words(MONDAY) == "11月16日"
    assert words.day_near(MONDAY) == "11-16 周一"
    assert words.day_full(MONDAY) == "2026年11月16日 周一"
    assert words.month_words(Month(2026, 11)) == "2026 年 11 月"


def test_days_in_english_sentences(english: None) -> None:
    assert words.day_words(MONDAY) == "16 November"
    assert words.day_near(MONDAY) == "Mon 16 Nov"
    assert words.day_full(MONDAY) == "Monday 16 November 2026"
    assert words.month_words(Month(2026, 11)) == "November 2026"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("110101198903074728", "1101<i>**********</i>4728"),
        ("13800006021", "138<i>****</i>6021"),
        ("6217000011110935", "6217<i>********</i>0935"),
        ("K1234567", "<i>******</i>67"),
        ("", "—"),
    ],
)
def test_a_mask_keeps_the_ends_and_nothing_else(value: str, text: str) -> None:
    assert words.masked(value) == text


def test_a_name_is_chinese_and_in_english_its_pinyin_comes_first(english: None) -> None:
    person = SimpleNamespace(name="陈晓雨")
    assert words.person_name(person) == "Chen Xiaoyu 陈晓雨"
    read_in("zh-hans")
    assert words.person_name(person) == "陈晓雨"


def test_pick_gives_the_readers_text_and_chinese_where_there_is_no_english(english: None) -> None:
    region = SimpleNamespace(name_zh="朝阳区", name_en="Chaoyang")
    employer = SimpleNamespace(name="北京和粟餐饮管理有限公司", name_en="")
    assert words.pick(region, "name") == "Chaoyang"
    assert words.pick(employer, "name") == "北京和粟餐饮管理有限公司"
    read_in("zh-hans")
    assert words.pick(region, "name") == "朝阳区"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Decimal("7270"), "yuan_per_month", "7,270.00"),
        (Decimal("-1.5"), "yuan", "−1.50"),
        (Decimal("0.16"), "rate", "16%"),
        (Decimal("0.0005"), "rate", "0.05%"),
        (Decimal("12.00"), "months", "12 个月"),
        (20, "days", "20 天"),
        (Month(2047, 4), "month", "2047-04"),
        (Words("正常", "normal"), "text", "正常"),
        (Decimal("201107"), "month_number", "2011-07"),
        ("pay_on", "option", ""),
    ],
)
def test_a_step_of_a_trace_is_written_in_its_unit(value: object, unit: str, text: str) -> None:
    assert words.step_value(Step(Words("名", "name"), value, unit)) == text


@pytest.mark.parametrize(("days", "kind"), [(0, "due"), (3, "due"), (4, "wait")])
def test_a_deadline_is_near_within_three_working_days(days: int, kind: str) -> None:
    assert states.TimeLeft(days, is_past=False, is_today=False).kind == kind


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "due_on", "word", "kind"),
    [
        (dt.date(2026, 11, 28), dt.date(2026, 11, 28), "今天到期", "due"),
        (dt.date(2026, 11, 29), dt.date(2026, 11, 28), "已过期限", "late"),
        (dt.date(2026, 11, 30), dt.date(2026, 11, 28), "超 1 个工作日", "late"),
        (dt.date(2026, 11, 28), dt.date(2026, 11, 29), "已无工作日", "due"),
        (dt.date(2026, 11, 27), dt.date(2026, 11, 30), "剩 1 个工作日", "due"),
    ],
)
def test_no_working_day_between_is_not_today(
    monkeypatch: pytest.MonkeyPatch, rf: RequestFactory, today: dt.date, due_on: dt.date, word: str, kind: str
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime.combine(today, dt.time(4), dt.UTC))
    page = render_to_string("components/deadline.html", {"due_on": due_on}, rf.get("/"))
    assert word in page
    assert f"deadline is-{kind}" in page


def test_a_day_of_another_year_says_which(english: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 11, 16, 4, tzinfo=dt.UTC))
    assert words.day_words(dt.date(2027, 12, 31)) == "31 December 2027"
    assert words.day_near(dt.date(2027, 12, 31)) == "31 Dec 2027"
    assert words.day_words(MONDAY) == "16 November"
    read_in("zh-hans")
    assert words.day_words(dt.date(2027, 12, 31)) == "2027年12月31日"
    assert words.day_near(dt.date(2027, 12, 31)) == "2027-12-31"


def test_posts_are_listed_in_their_order() -> None:
    assert words.post_names(frozenset({"auditor", "clerk"})) == "经办、稽核内控"


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("办件 C26-1；多缴", "case C26-1; paid too much"),
        ("办件 C26-1；其他；赴外地学习", "case C26-1; other; 赴外地学习"),
        ("核对证件或申报材料", "Comparing with documents or a declaration"),
        ("离岗代办 → 待领", "a deputy during an absence → 待领"),
        ("late fees of 2026-10", "late fees of 2026-10"),
        ("transfer T1: paid twice", "transfer T1: paid twice"),
        ("", ""),
    ],
)
def test_what_the_portal_wrote_of_a_reason_is_read_in_english(kept: str, told: str, english: None) -> None:
    assert reason_in_words(kept) == told


def test_what_the_portal_wrote_of_a_reason_is_read_in_chinese() -> None:
    read_in("zh-hans")
    assert reason_in_words("late fees of 2026-10") == "2026-10 的滞纳金"
    assert reason_in_words("办件 C26-1；多缴") == "办件 C26-1；多缴"


def test_the_name_of_a_document_stays_in_its_language_and_says_so(english: None) -> None:
    assert words.source("征缴条例第10条") == '<span class="source" lang="zh">征缴条例第10条</span>'
    assert words.source("SIL 62") == "SIL 62"
    assert words.source("<b>第1条") == '<span class="source" lang="zh">&lt;b&gt;第1条</span>'


def test_details_of_the_trail_are_in_words(english: None) -> None:
    detail = {
        "insurances": ["pension_employee", "medical_employee"],
        "rhythm": "monthly",
        "year": 2026,
        "base_fen": 500,
    }
    assert details_of(detail) == [
        ("insurances", "Pension, Medical"), ("rhythm", "by the month"), ("year", "2026"), ("base ¥", "5.00"),
    ]  # fmt: skip


def test_details_of_the_trail_name_matters_and_places(english: None) -> None:
    places = {"110000": Region(code="110000", name_zh="北京市", name_en="Beijing")}
    detail = {"matter": "person_places", "region": "110000", "before": ["110000"], "file": "x.csv"}
    assert details_of(detail, places) == [
        ("matter", "Change residence or household registration"), ("region", "Beijing"), ("before", "Beijing"),
        ("file", "x.csv"),
    ]  # fmt: skip
