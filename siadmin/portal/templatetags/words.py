"""How things are written for people: money, months, days, masked numbers, names in the reader's language.

A builtin of every template. Amounts come in fen, days are Shanghai days.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.middleware.csrf import get_token
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from enrollment.participation.words import END_REASONS
from enrollment.registry.names import named, spelt
from enrollment.registry.names import organisation as organisation_words
from enrollment.registry.words import AUTHORITIES, EMPLOYER_KINDS, SEXES
from siadmin.agency import insurances, posts
from siadmin.agency.access import open_page
from siadmin.agency.models import Region
from siadmin.kernel.figures import in_unit
from siadmin.kernel.language import chosen
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Step
from siadmin.kernel.workdays import working_days_left as count_working_days
from siadmin.policy.calendar import WorkCalendar
from siadmin.policy.plain import in_plain_words
from siadmin.portal.demo import grouped_by_kind
from siadmin.portal.reason_words import reason_in_words
from siadmin.portal.templatetags.states import TimeLeft

register = template.Library()

NOTHING = "—"
_WEEKDAYS_ZH = "一二三四五六日"
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_AMOUNT = re.compile(r"(−?\d[\d,]*\.\d\d(?: yuan|元)?)")
_HAN = re.compile(r"[\u3400-\u9fff]")
_PHONE_DIGITS = 11
_LONG_ENOUGH_TO_MASK = 9
_MOST_STARS = 10

# --- money and figures -------------------------------------------------------------------------------------------


@register.filter
def money(fen: int | None) -> str:
    """`-123456` fen as `−1,234.56`; a dash where nothing can be."""
    return NOTHING if fen is None else written(int(fen))


@register.filter
def signed_money(fen: int | None) -> str:
    """A difference: `+33.88`, `−74.34`, `0.00`."""
    if fen is None:
        return NOTHING
    return f"+{written(int(fen))}" if fen > 0 else written(int(fen))


@register.filter
def grouped(number: int | None) -> str:
    """`1018940` as `1,018,940`, with a real minus sign."""
    return NOTHING if number is None else f"{number:,}".replace("-", "−")


@register.filter
def stressed(sentence: object) -> SafeString:
    """A sentence with its amounts in bold, so that the eye finds them."""
    return format_html_join("", "{}", ((part,) for part in _stressed_parts(str(sentence))))


def _stressed_parts(sentence: str) -> Iterator[str]:
    for place, part in enumerate(_AMOUNT.split(sentence)):
        yield format_html("<b>{}</b>", part) if place % 2 else part


@register.filter
def minus(number: int, other: int) -> int:
    return number - other


@register.filter
def at(kept: Mapping[str, Any], key: str) -> Any:
    """What a mapping holds under a name that is itself a variable."""
    return kept.get(key)


@register.filter
def distance(number: int) -> int:
    """How many, whichever way."""
    return abs(number)


@register.filter
def step_value(step: Step) -> str:
    """A value of a trace in its unit, in the reader's language."""
    return str(in_unit(step.value, step.unit))


@register.filter
def reason_words(reason: str | None) -> str:
    """A reason as it was kept, in the reader's language as far as the portal wrote it."""
    return reason_in_words(reason or "")


@register.filter
def wrong_fields(form: BaseForm) -> list[BoundField]:
    """What has to be corrected, in the order of the form."""
    return [field for field in form.visible_fields() if field.errors]


@register.filter
def plain(refusal: Refusal) -> Refusal:
    """For whoever asks, not for staff."""
    return in_plain_words(refusal)


@register.filter
def source(text: str | None) -> str | SafeString:
    """Where a value of the law comes from, or what was noted of it: names of documents stay in their own language."""
    if not text or not _HAN.search(text):
        return text or ""
    return format_html('<span class="source" lang="zh">{}</span>', text)


# --- months and days ---------------------------------------------------------------------------------------------


def _as_day(value: dt.date | dt.datetime | None) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value


@register.filter
def month(value: Month | dt.date | None) -> str:
    """`2026-11`."""
    if value is None:
        return NOTHING
    return str(value if isinstance(value, Month) else Month.of(value))


@register.filter
def month_words(value: Month) -> str:
    """`2026 年 11 月` / `November 2026`."""
    return chosen(zh=f"{value.year} 年 {value.number} 月", en=f"{_MONTHS_EN[value.number - 1]} {value.year}")


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """`2026-11-16`."""
    value = _as_day(value)
    return NOTHING if value is None else value.isoformat()


@register.filter
def day_words(value: dt.date | dt.datetime | None) -> str:
    """`11月16日` / `16 November`, for sentences; with its year where that is not this one."""
    value = _as_day(value)
    if value is None:
        return NOTHING
    zh, en = f"{value.month}月{value.day}日", f"{value.day} {_MONTHS_EN[value.month - 1]}"
    if value.year != timezone.localdate().year:
        zh, en = f"{value.year}年{zh}", f"{en} {value.year}"
    return chosen(zh=zh, en=en)


@register.filter
def day_full(value: dt.date | dt.datetime) -> str:
    """`2026年11月12日 周四` / `Thursday 12 November 2026`, for headings."""
    on = _as_day(value)
    assert on is not None
    return chosen(
        zh=f"{on.year}年{on.month}月{on.day}日 周{_WEEKDAYS_ZH[on.weekday()]}",
        en=f"{_weekday_en(on)} {on.day} {_MONTHS_EN[on.month - 1]} {on.year}",
    )


@register.filter
def day_near(value: dt.date | dt.datetime) -> str:
    """`11-16 周一` / `Mon 16 Nov`: a day close enough that its weekday helps; of another year, with it."""
    on = _as_day(value)
    assert on is not None
    is_other = on.year != timezone.localdate().year
    return chosen(
        zh=f"{on:%Y-%m-%d}" if is_other else f"{on:%m-%d} 周{_WEEKDAYS_ZH[on.weekday()]}",
        en=f"{on.day} {_MONTHS_EN[on.month - 1][:3]} {on.year}"
        if is_other
        else f"{_weekday_en(on)[:3]} {on.day} {_MONTHS_EN[on.month - 1][:3]}",
    )


def _weekday_en(on: dt.date) -> str:
    return ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[on.weekday()]


@register.filter
def last_day(ends_before: dt.date) -> dt.date:
    """The last day of a half-open period, as people say it."""
    return ends_before - dt.timedelta(days=1)


@register.filter
def clock(value: dt.datetime) -> str:
    """`2026-11-12 10:24`, Beijing time."""
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"


@register.filter
def years_and_months(months: int) -> str:
    """`7 年 3 个月` / `7 years 3 months`; contribution time is kept in months and read in years."""
    years, rest = divmod(months, 12)
    parts = []
    if years:
        parts.append(ngettext("%(years)s year", "%(years)s years", years) % {"years": years})
    if rest or not years:
        parts.append(ngettext("%(months)s month", "%(months)s months", rest) % {"months": rest})
    return " ".join(parts)


@register.filter
def age(birth_on: dt.date) -> int:
    """Full years today."""
    today = timezone.localdate()
    return today.year - birth_on.year - ((today.month, today.day) < (birth_on.month, birth_on.day))


@register.simple_tag(takes_context=True)
def working_days_left(context: RequestContext, due_on: dt.date) -> int:
    """Working days from tomorrow to the due day; negative when it is past. The calendar is read once a request."""
    request: Any = context.request
    calendar = getattr(request, "work_calendar", None)
    if calendar is None:
        calendar = request.work_calendar = WorkCalendar()
    return count_working_days(timezone.localdate(), due_on, calendar)


@register.simple_tag(takes_context=True)
def time_left(context: RequestContext, due_on: dt.date) -> TimeLeft:
    """How long until a day, and whether it is past."""
    today = timezone.localdate()
    return TimeLeft(working_days_left(context, due_on), is_past=due_on < today, is_today=due_on == today)


@register.simple_tag(takes_context=True)
def case_address(context: RequestContext, number: str) -> str:
    """The page of a case, where the viewer may open such pages."""
    request: Any = context.request
    return open_page(request.viewer, "case", number) if hasattr(request, "viewer") else ""


# --- names -------------------------------------------------------------------------------------------------------


@register.filter
def insurance_name(code: str) -> str:
    return str(insurances.NAMES[code])


@register.filter
def insurance_icon(code: str) -> str:
    return insurances.ICONS[code]


@register.filter
def fund_name(code: str) -> str:
    return str(insurances.FUND_NAMES[code])


@register.filter
def line_name(code: str) -> str:
    return str(insurances.LINE_NAMES[code])


@register.filter
def post_names(codes: Iterable[str]) -> str:
    """Several posts in a row, in the order in which they are declared."""
    return chosen(zh="、", en=", ").join(str(name) for code, name in posts.NAMES.items() if code in codes)


@register.filter
def sex_and_age(person: Any) -> str:
    """`女，37 岁` / `woman, 37`."""
    years = age(person.birth_on)
    return chosen(zh=f"{SEXES[person.sex].zh}，{years} 岁", en=f"{SEXES[person.sex].en}, {years}")


@register.filter
def employer_kind_name(code: str) -> str:
    return str(EMPLOYER_KINDS[code])


@register.filter
def end_reason_name(code: str) -> str:
    return str(END_REASONS[code])


@register.filter
def authority_name(code: str) -> str:
    return str(AUTHORITIES[code])


@register.filter
def region_name(region: Region | None) -> str:
    return NOTHING if region is None else chosen(zh=region.name_zh, en=region.name_en)


@register.filter
def pick(thing: Any, field: str) -> str:
    """The reader's text of a bilingual model: `name_zh`/`name_en`, or `name` with an optional `name_en`."""
    chinese = str(getattr(thing, f"{field}_zh", "") or getattr(thing, field, ""))
    return chosen(zh=chinese, en=str(getattr(thing, f"{field}_en", "") or chinese))


@register.filter
def person_name(person: Any) -> str:
    """The name as registered; in English as it is spelt in pinyin, the registered one after it."""
    return str(named(person.name))


@register.filter
def organisation(employer: Any) -> str:
    """What an employer or institution is called: in English as it calls itself, else as its name is said."""
    return str(organisation_words(employer.name, employer.name_en))


@register.filter
def call_name(person: Any) -> str:
    """The name as one addresses somebody: in English the spelling alone."""
    name: str = person.name
    return chosen(zh=name, en=spelt(name))


@register.filter
def masked(value: str | None) -> SafeString | str:
    """First four (three of a phone number) and last four; the rest as stars."""
    if not value:
        return NOTHING
    if len(value) < _LONG_ENOUGH_TO_MASK:
        return format_html("<i>{}</i>{}", "*" * max(len(value) - 2, 0), value[-2:])
    first = 3 if len(value) == _PHONE_DIGITS and value.isdigit() else 4
    return format_html("{}<i>{}</i>{}", value[:first], "*" * min(len(value) - first - 4, _MOST_STARS), value[-4:])


@register.simple_tag
def demo_accounts() -> list[tuple[str, list[Any]]]:
    """On the demo, the accounts one may sign in with, by kind: pairs of a kind's name and its accounts."""
    return grouped_by_kind() if settings.DEMO else []


# --- small tags --------------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def csrf_field(context: RequestContext) -> SafeString:
    """`csrf_token` for components, which are included with `only` and so do not see the token of the page."""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(context.request))
