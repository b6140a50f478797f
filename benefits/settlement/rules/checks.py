"""What a bill is looked through for before money: each finding refuses it, or lets it pass and flags it for a person.

Source: REG 40, 43; 医疗保障基金使用监督管理条例 art. 15 (repeated charges, charges that do not fit the patient).
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from benefits.providers.rules.reading import PRICE_PARTS, QUANTITY_PARTS
from benefits.settlement.rules.bills import Charged
from siadmin.kernel.refusal import Reason, Refusal

LINE_TWICE = Reason(
    "bill_line_twice",
    "行号 {line} 在账单中出现两次。",
    "The bill has two lines {line}.",
    "每行用一个固定、不重复的行号。",
    "Give every line a number of its own.",
)
LINE_SETTLED = Reason(
    "bill_line_settled",
    "第 {line} 行已随结算 {settlement} 结算。",
    "Line {line} was settled by {settlement} already.",
    "去掉该行；需要更正的，先冲正原结算。",
    "Leave it out; to correct it take that settlement back first.",
)
LINE_DAY = Reason(
    "bill_line_day",
    "第 {line} 行日期 {on} 不在 {first} 至 {last} 之间。",
    "The day {on} of line {line} lies outside {first} to {last}.",
    "核对费用日期和账单截止日期。",
    "Check its day and the last day of the bill.",
)
ITEM_UNKNOWN = Reason(
    "bill_item_unknown",
    "第 {line} 行编码“{code}”不是统一编码。",
    "The code “{code}” of line {line} is none that everybody uses.",
    "按现行编码填写。",
    "Use a code in force.",
)
QUANTITY_IMPOSSIBLE = Reason(
    "bill_quantity_impossible",
    "第 {line} 行数量 {quantity} 不可能。",
    "The quantity {quantity} of line {line} is impossible.",
    "核对数量。",
    "Check the quantity.",
)
SEX_CONFLICT = Reason(
    "bill_sex_conflict",
    "第 {line} 行“{name}”与患者性别不符。",
    "“{name}” of line {line} is not for a patient of this sex.",
    "核对患者和项目。",
    "Check the patient and the item.",
)
DEPARTMENT_UNKNOWN = Reason(
    "bill_department_unknown",
    "第 {line} 行科室“{department}”未登记或已关闭。",
    "The department “{department}” of line {line} is not registered, or closed.",
    "使用已登记的科室代码。",
    "Use the code of a registered department.",
)
OUTSIDE_CATALOGUE = Reason(
    "bill_outside_catalogue",
    "第 {line} 行“{name}”当日不在目录内，全部自费。",
    "“{name}” of line {line} is outside the catalogue on its day: it is paid in full by the person.",
    "核对项目；目录内的项目才由基金支付。",
    "Check the item; the fund pays what is in the catalogue.",
)
OVER_A_DAY = Reason(
    "bill_over_a_day",
    "{on}“{name}”共 {quantity}，超过每日 {most}。",
    "{quantity} of “{name}” on {on} are more than {most} a day.",
    "核对数量；确需超量的，说明理由备查。",
    "Check the quantity; keep the reason where it was needed.",
)
AGE_CONFLICT = Reason(
    "bill_age_conflict",
    "第 {line} 行“{name}”与患者年龄不符。",
    "“{name}” of line {line} is not for a patient of this age.",
    "核对患者和项目。",
    "Check the patient and the item.",
)
LINES_ALIKE = Reason(
    "bill_lines_alike",
    "{on}“{name}”在本次就诊中收取 {count} 次。",
    "“{name}” was charged {count} times on {on}, over all bills of the stay.",
    "核对是否重复收费。",
    "Check whether it was charged twice.",
)
CHARGED_ELSEWHERE = Reason(
    "bill_charged_elsewhere",
    "{on}“{name}”已在结算 {settlement} 中收取。",
    "“{name}” of {on} was charged by settlement {settlement} already.",
    "核对是否重复收费。",
    "Check whether it was charged twice.",
)
IN_HOSPITAL = Reason(
    "bill_in_hospital",
    "患者当日在{name}住院（{stay}）。",
    "The patient was in hospital at {name} on that day ({stay}).",
    "核对就诊日期和患者身份。",
    "Check the day and who the patient is.",
)
LIES_ELSEWHERE = Reason(
    "bill_lies_elsewhere",
    "患者在账单所含日期另有住院登记。",
    "The patient is told to be in hospital elsewhere on days of this bill.",
    "核对就诊日期和患者身份；由经办机构核查。",
    "Check the days and who the patient is; the agency looks into it.",
)
TWO_HOSPITALS = Reason(
    "bill_two_hospitals",
    "账单所含日期与患者的另一次住院重叠。",
    "The days of the bill and another stay in hospital of the patient overlap.",
    "核对入院日期和账单截止日期；有异议的，向经办机构查询。",
    "Check the admission and the last day of the bill; the agency knows of the other stay.",
)
AFTER_DEATH = Reason(
    "bill_after_death",
    "患者已于 {died_on} 死亡，{on} 在此之后。",
    "The patient died on {died_on}, before {on}.",
    "核对费用日期和账单截止日期。",
    "Check the day of the charge and the last day of the bill.",
)
COVER_ENDED = Reason(
    "bill_cover_ended",
    "住院期间待遇状态已变化（{until}）：{why_zh}。",
    "The cover changed during the stay ({until}): {why_en}.",
    "核对参保状态；由经办机构核查。",
    "Check how the person is insured; the agency looks into it.",
)
SUSPENDED = Reason(
    "bill_suspended",
    "{name}（或其科室）在 {on} 已被中止服务，患者在此之前入院。",
    "{name}, or its department, is suspended on {on}; the patient was admitted before.",
    "住院期间继续结算，由经办机构核查。",
    "The stay goes on being settled; the agency looks into it.",
)
DOUBTED = Reason(
    "bill_doubted",
    "该账单是否由本基金支付，由经办机构核查。",
    "The agency looks into whether this fund owes the bill.",
    "保存病历和票据备查。",
    "Keep the records and receipts.",
)
TOLD_LATE = Reason(
    "bill_told_late",
    "{on} 的入院（就诊）迟至 {told} 才登记。",
    "The admission or visit of {on} was told on {told} only.",
    "核对入院登记和病历。",
    "Check the register of admissions and the records.",
)
CHARGED_IMPOSSIBLE = Reason(
    "bill_charged_impossible",
    "账单合计 {charged} 元不可能，超过 {most} 元。",
    "The bill comes to ¥{charged}, which is impossible: more than ¥{most}.",
    "核对数量和单价。",
    "Check quantities and unit prices.",
)
MOST = 100_000 * QUANTITY_PARTS
MOST_CHARGED_YUAN = 100_000_000


class Governs(Protocol):
    """What the catalogue says of an item, as far as it is looked at here."""

    @property
    def name(self) -> str: ...
    @property
    def pk(self) -> int | None: ...
    @property
    def sex(self) -> str: ...
    @property
    def from_age_months(self) -> int | None: ...
    @property
    def before_age_months(self) -> int | None: ...
    @property
    def most_a_day(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Patient:
    sex: str
    birth_on: dt.date
    died_on: dt.date | None = None

    def age_months(self, on: dt.date) -> int:
        """Whole months."""
        months = (on.year - self.birth_on.year) * 12 + on.month - self.birth_on.month
        return months - (on.day < self.birth_on.day)


@dataclass(frozen=True, slots=True)
class Lying:
    """Another stay in hospital over the bill's days; `overlaps`: both lie on a day, which the bill may not."""

    name: str
    stay: str
    overlaps: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside a bill: its days, departments, lines of the stay settled before, what else was charged then.

    `elsewhere`: by item and day the settlement of another stay. `of_days`: what of an item was charged on a day before,
    and in how many lines of this stay. `lying`: where else the patient lies. `suspended`: the institution's name, where
    it or a department of the bill is suspended on its last day. `told_late`: the day the admission was told, where that
    was late. `doubts`: why the fund may not owe it, as insurances tell.
    """

    first: dt.date
    last: dt.date
    departments: Collection[str]
    settled: dict[str, str]
    elsewhere: dict[tuple[str, dt.date], str]
    of_days: Mapping[tuple[str, dt.date], tuple[int, int]] = field(default_factory=dict)
    lying: Sequence[Lying] = ()
    suspended: str = ""
    told_late: dt.date | None = None
    doubts: Sequence[Refusal] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """`refuses`, or lets the bill pass with a flag. `line` is empty for the whole bill.

    `outside`: what the institution is told, where the finding names what is not its business (PIPL 28).
    """

    told: Refusal
    line: str
    refuses: bool
    outside: Refusal | None = None

    def as_dict(self) -> dict[str, Any]:
        """As the institution is told."""
        return {"line": self.line} | (self.outside or self.told).as_dict()


def look_through(
    lines: Sequence[Charged], rules: Sequence[Governs | None], patient: Patient, around: Around
) -> list[Finding]:
    """Everything there is to say, line by line, then of the bill. `rules`: of each line, None for an unknown code."""
    found: list[Finding] = []
    seen: set[str] = set()
    for line, rule in zip(lines, rules, strict=True):
        refusals = _refusals(line, rule, patient, around)
        if line.line in seen:
            refusals.append(LINE_TWICE(line=line.line))
        seen.add(line.line)
        found += [Finding(each, line.line, True) for each in refusals]
        if rule is not None:
            found += [Finding(each, line.line, False) for each in _flags(line, rule, patient, around)]
    found += _of_days(lines, rules, around)
    if (charged := _charged_yuan(lines)) > MOST_CHARGED_YUAN:
        told = CHARGED_IMPOSSIBLE(charged=f"{charged:,}", most=f"{MOST_CHARGED_YUAN:,}")
        found.append(Finding(told, "", True))
    if patient.died_on is not None and around.last > patient.died_on:
        found.append(Finding(AFTER_DEATH(died_on=patient.died_on, on=around.last), "", True))
    for lying in around.lying:
        told = IN_HOSPITAL(name=lying.name, stay=lying.stay)
        found.append(
            Finding(TWO_HOSPITALS(), "", True) if lying.overlaps else Finding(told, "", False, LIES_ELSEWHERE())
        )
    if around.suspended:
        found.append(Finding(SUSPENDED(name=around.suspended, on=around.last), "", False))
    found += [Finding(each, "", False, DOUBTED()) for each in around.doubts]
    if around.told_late is not None:
        found.append(Finding(TOLD_LATE(on=around.first, told=around.told_late), "", False))
    return found


def _refusals(line: Charged, rule: Governs | None, patient: Patient, around: Around) -> list[Refusal]:
    found = []
    if line.line in around.settled:
        found.append(LINE_SETTLED(line=line.line, settlement=around.settled[line.line]))
    if not around.first <= line.on <= around.last:
        found.append(LINE_DAY(line=line.line, on=line.on, first=around.first, last=around.last))
    if patient.died_on is not None and line.on > patient.died_on:
        found.append(AFTER_DEATH(died_on=patient.died_on, on=line.on))
    if not 0 < line.quantity <= MOST:
        found.append(QUANTITY_IMPOSSIBLE(line=line.line, quantity=_plain(line.quantity)))
    if line.department and line.department not in around.departments:
        found.append(DEPARTMENT_UNKNOWN(line=line.line, department=line.department))
    if rule is None:
        found.append(ITEM_UNKNOWN(line=line.line, code=line.code))
    elif rule.sex and rule.sex != patient.sex:
        found.append(SEX_CONFLICT(line=line.line, name=rule.name))
    return found


def _flags(line: Charged, rule: Governs, patient: Patient, around: Around) -> list[Refusal]:
    found = []
    if rule.pk is None:
        found.append(OUTSIDE_CATALOGUE(line=line.line, name=rule.name))
    age = patient.age_months(line.on)
    least, before = rule.from_age_months, rule.before_age_months
    if (least is not None and age < least) or (before is not None and age >= before):
        found.append(AGE_CONFLICT(line=line.line, name=rule.name))
    if (line.code, line.on) in around.elsewhere:
        settlement = around.elsewhere[line.code, line.on]
        found.append(CHARGED_ELSEWHERE(on=line.on, name=rule.name, settlement=settlement))
    return found


def _of_days(lines: Sequence[Charged], rules: Sequence[Governs | None], around: Around) -> list[Finding]:
    """What an item of a day comes to, over all bills that stand: too much of it, or charged again in one stay."""
    found: list[Finding] = []
    governing = {(line.code, line.on): rule for line, rule in zip(lines, rules, strict=True) if rule is not None}
    of_day: Counter[tuple[str, dt.date]] = Counter()
    alike: Counter[tuple[str, dt.date]] = Counter()
    for line in lines:
        of_day[line.code, line.on] += line.quantity
        alike[line.code, line.on] += 1
    for of, rule in governing.items():
        before, times = around.of_days.get(of, (0, 0))
        quantity, count, on = of_day[of] + before, alike[of] + times, of[1]
        if rule.most_a_day is not None and quantity > rule.most_a_day:
            told = OVER_A_DAY(on=on, name=rule.name, quantity=_plain(quantity), most=_plain(rule.most_a_day))
            found.append(Finding(told, "", False))
        if count > 1:
            found.append(Finding(LINES_ALIKE(on=on, name=rule.name, count=count), "", False))
    return found


def _charged_yuan(lines: Sequence[Charged]) -> int:
    """Rounded up to the yuan."""
    return -(-sum(line.quantity * line.unit_price for line in lines) // (QUANTITY_PARTS * PRICE_PARTS))


def _plain(quantity: int) -> str:
    whole, rest = divmod(quantity, QUANTITY_PARTS)
    return f"{whole}.{rest:03d}".rstrip("0").rstrip(".") if rest else str(whole)
