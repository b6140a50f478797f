"""How a checked file or draft is laid out for reading: problems grouped, rows with what was given and what is offered.

Serves the employer's check page, the correction basket and the public pre-check alike.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from contributions.declarations.intake.results import RowResult
from contributions.declarations.models import DeclarationRow
from siadmin.kernel.identifiers.masking import masked
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, fen, written

# Rows that share a code may say different things: then the group takes this name and each row says its own.
TITLES: dict[str, Words] = {
    "id_check_digit": Words("身份号码校验位不符", "The check digit does not fit"),
    "id_length": Words("身份号码位数不对", "The ID number has the wrong length"),
    "id_area": Words("身份号码前六位不是行政区划", "The ID number's area does not exist"),
    "birth_date": Words("身份号码中的出生日期不成立", "The birth date in the ID number cannot be right"),
    "under_working_age": Words("未满 16 周岁", "Under sixteen"),
    "over_age_worker": Words("超过法定退休年龄", "Past the statutory retirement age"),
    "name_invalid": Words("姓名不能用", "The name cannot be used"),
    "name_not_as_registered": Words("姓名与登记不一致", "The name is not as registered"),
    "wage_negative": Words("工资是负数", "The wage is negative"),
    "wage_not_a_number": Words("工资不是金额", "The wage is not an amount"),
    "wage_implausible": Words("工资数额异常", "The wage is unlikely"),
    "duplicate_person": Words("同一人出现两次", "The same person twice"),
    "date_unreadable": Words("日期不能读", "A date cannot be read"),
}


NOTHING = Words("", "")
_PLAIN_YUAN = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,2})?")


@dataclass(slots=True)
class ShownRow:
    """One row under one problem. Numbers are masked; `offered` is the likely value, already fit to be shown."""

    key: str
    place: str
    name: str
    given: str
    given_name: str
    masked_number: str
    given_wage: str
    said: Words = field(default_factory=lambda: NOTHING)
    offered: str = ""
    why_offered: Words | None = None


@dataclass(slots=True)
class ProblemGroup:
    """Rows that share a problem: what is wrong, what to do, whether it refuses the row."""

    code: str
    refuses: bool
    title: Words
    remedy: Words
    rows: list[ShownRow] = field(default_factory=list)


def groups_of_draft(rows: Iterable[DeclarationRow], spans_sheets: bool = False) -> list[ProblemGroup]:
    """Problems of kept rows, refusing ones first, in the order of first appearance."""
    groups: dict[str, ProblemGroup] = {}
    for row in rows:
        given = json.loads(row.given or "{}")
        offers = {offer["field"]: offer for offer in json.loads(row.suggestion or "[]")}
        for problem in row.problems:
            group = groups.setdefault(problem["code"], _group(problem))
            group.rows.append(
                _shown(
                    str(row.pk), _place(row.sheet if spans_sheets else "", row.number), row.name, given, problem, offers
                )
            )
    return _ordered(groups)


def groups_of_check(rows: Iterable[RowResult], spans_sheets: bool) -> list[ProblemGroup]:
    """The same for a file that is only checked."""
    groups: dict[str, ProblemGroup] = {}
    for row in rows:
        given = {"name": row.given.name, "number": row.given.id_number, "wage": row.given.wage}
        offers = {str(s.field): {"shown": s.shown, "zh": s.reason.zh, "en": s.reason.en} for s in row.suggestions}
        for problem in row.problems:
            told: dict[str, Any] = problem.as_dict() | {"refuses": problem.refuses}
            group = groups.setdefault(told["code"], _group(told))
            place = _place(row.sheet if spans_sheets else "", row.row)
            group.rows.append(_shown("", place, row.name, given, told, offers))
    return _ordered(groups)


def _group(problem: dict[str, Any]) -> ProblemGroup:
    return ProblemGroup(
        problem["code"],
        bool(problem["refuses"]),
        Words(problem["zh"], problem["en"]),
        Words(problem["remedy_zh"], problem["remedy_en"]),
    )


def _ordered(groups: dict[str, ProblemGroup]) -> list[ProblemGroup]:
    for group in groups.values():
        if len({row.said.zh for row in group.rows}) > 1:
            group.title = TITLES.get(group.code, group.title)
        else:
            for row in group.rows:
                row.said = NOTHING
    return sorted(groups.values(), key=lambda group: not group.refuses)


def _place(sheet: str, number: int) -> str:
    return f"{sheet} {number}".strip()


def _as_money(given: str) -> str:
    """A plain number of yuan as amounts are written everywhere; anything else as it was given."""
    return written(fen(Decimal(given), HALF_UP)) if _PLAIN_YUAN.fullmatch(given) else given


def _shown(
    key: str, place: str, name: str, given: dict[str, str], problem: dict[str, Any], offers: dict[str, dict[str, Any]]
) -> ShownRow:
    about_wage = problem["code"].startswith("wage") or problem["code"] == "duplicate_person"
    about_name = problem["code"].startswith("name")
    wanted = "wage" if about_wage else "name" if about_name else "id_number"
    offer = offers.get(wanted)
    raw = (
        _as_money(given.get("wage", ""))
        if about_wage
        else given.get("name", "")
        if about_name
        else masked(given.get("number", ""))
    )
    return ShownRow(
        key=key,
        place=place,
        name=name or given.get("name", ""),
        given=raw,
        given_name=given.get("name", ""),
        masked_number=masked(given.get("number", "")),
        given_wage=given.get("wage", ""),
        said=Words(problem["zh"], problem["en"]),
        offered=str(offer["shown"]) if offer else "",
        why_offered=Words(offer["zh"], offer["en"]) if offer else None,
    )
