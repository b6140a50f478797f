"""Acts in words: the details as they were recorded, amounts in yuan, and names for what numbers stand for."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from contributions.collection.models import Receipt
from contributions.history.models import HistoryFile
from contributions.platforms.words import INDUSTRIES
from contributions.selfpay.words import CATEGORIES, RHYTHMS, SUBSIDIES
from enrollment.registry.models import Employer
from funds.banking.models import BankAccount
from siadmin.agency import batches
from siadmin.agency.batches import batch_of
from siadmin.agency.insurances import FUND_NAMES, LINE_NAMES
from siadmin.agency.insurances import NAMES as INSURANCES
from siadmin.agency.models import Act, Region, User
from siadmin.agency.posts import NAMES
from siadmin.kernel.language import Words, chosen
from siadmin.kernel.models import Run
from siadmin.kernel.money import written
from siadmin.kernel.runs import kind_of
from siadmin.letters.kinds import titles
from siadmin.matters.catalogue import matters

NO_PLACES: Mapping[str, Region] = MappingProxyType({})
DETAIL_NAMES: dict[str, Words] = {
    "agent": Words("代办人", "agent"),
    "base_fen": Words("缴费基数 元", "base ¥"),
    "begun": Words("开始", "begun"),
    "category": Words("类别", "category"),
    "deferral": Words("缓缴", "deferral"),
    "doubled_fen": Words("重复申请 元", "claimed twice ¥"),
    "ended": Words("终止", "ended"),
    "entry": Words("分录", "entry"),
    "from_month": Words("自", "from"),
    "good": Words("可用", "good"),
    "industry": Words("行业", "industry"),
    "insurances": Words("险种", "insurances"),
    "kept_at": Words("关系所在地", "kept at"),
    "list": Words("清单", "list"),
    "matched": Words("已对上", "matched"),
    "order": Words("支付单", "payment order"),
    "orders": Words("订单", "orders"),
    "other": Words("另一记录", "other record"),
    "payer": Words("缴费人", "payer"),
    "proposals": Words("建议值", "proposals"),
    "reference": Words("流水号", "reference"),
    "rhythm": Words("周期", "rhythm"),
    "scheme": Words("制度", "scheme"),
    "signed_on": Words("签字日期", "signed on"),
    "since": Words("自", "since"),
    "tier_fen": Words("档次 元", "tier ¥"),
    "value": Words("值", "value"),
    "voucher": Words("付款凭证", "payment"),
    "year": Words("年度", "year"),
    "mandate": Words("代办授权", "mandate"),
    "account": Words("账户", "account"),
    "after": Words("后", "after"),
    "before": Words("前", "before"),
    "decision": Words("决定", "decision"),
    "deputy": Words("代办人", "deputy"),
    "first": Words("自", "from"),
    "law": Words("依据", "law"),
    "matter": Words("事项", "matter"),
    "paper": Words("材料", "paper"),
    "answer": Words("答复", "answer"),
    "by_way": Words("方式", "way"),
    "case": Words("办件", "case"),
    "comply_by": Words("期限", "comply by"),
    "employer": Words("单位", "employer"),
    "findings": Words("人员", "people"),
    "kind": Words("类别", "kind"),
    "on": Words("日期", "day"),
    "refused": Words("未采用", "refused"),
    "result": Words("结果", "result"),
    "source": Words("来源", "source"),
    "amount_fen": Words("金额 元", "amount ¥"),
    "bank_reference": Words("银行回单号", "bank reference"),
    "because": Words("结束原因", "because of"),
    "bill": Words("账单", "bill"),
    "broken": Words("不成立", "broken"),
    "checked": Words("检查", "checked"),
    "count": Words("人数", "count"),
    "declaration": Words("申报", "declaration"),
    "due_on": Words("期限", "by"),
    "enforcement": Words("追缴", "collection"),
    "field": Words("字段", "field"),
    "file": Words("文件", "file"),
    "key": Words("参数", "key"),
    "letter": Words("文书", "letter"),
    "line": Words("业务线", "line"),
    "lines": Words("行", "lines"),
    "last": Words("至", "to"),
    "late_fee_fen": Words("滞纳金 元", "late fee ¥"),
    "month": Words("月份", "month"),
    "months": Words("月份", "months"),
    "name": Words("名称", "name"),
    "office": Words("机构", "office"),
    "owed_fen": Words("欠缴 元", "past due ¥"),
    "people": Words("人数", "people"),
    "post": Words("岗位", "post"),
    "reason_code": Words("事由", "reason"),
    "region": Words("地区", "region"),
    "row": Words("行号", "row"),
    "rows": Words("行", "rows"),
    "rung": Words("步骤", "step"),
    "scope": Words("范围", "scope"),
    "until": Words("截至", "until"),
    "transfer": Words("转移", "transfer"),
    "total_fen": Words("合计 元", "total ¥"),
    "user": Words("账号", "account"),
    "version": Words("版本", "version"),
}


_PLACE = re.compile(r"[1-9]\d{5}")
_YES, _NO = Words("是", "yes"), Words("否", "no")
# Codes that stand as values, in words.
_CODES: dict[str, Words] = {**SUBSIDIES, **INSURANCES, **INDUSTRIES, **RHYTHMS, **CATEGORIES}


def details_of(detail: dict[str, Any], places: Mapping[str, Region] = NO_PLACES) -> list[tuple[str, str]]:
    """Pairs of name and value, in the order they were recorded. `places`: regions by the codes among the values."""
    return [(str(DETAIL_NAMES.get(name, name)), _shown(name, value, places)) for name, value in detail.items()]


def places_in(acts: Iterable[Act]) -> dict[str, Region]:
    """The regions that details of some acts name by their codes."""
    values = [each for act in acts for value in act.detail.values() for each in _listed(value)]
    return Region.objects.in_bulk({each for each in values if isinstance(each, str) and _PLACE.fullmatch(each)})


def actors_of(acts: Iterable[Act]) -> dict[int, str]:
    """What those who acted are called, as far as they have accounts still."""
    users = User.objects.filter(pk__in={act.actor_id for act in acts if act.actor_id is not None})
    return {user.pk: chosen(zh=user.display_name, en=user.display_name_en or user.display_name) for user in users}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _shown(name: str, value: Any, places: Mapping[str, Region]) -> str:
    if isinstance(value, list):
        return chosen(zh="、", en=", ").join(_shown(name, each, places) for each in value)
    if isinstance(value, bool):
        return str(_YES if value else _NO)
    if isinstance(value, int):
        return written(value) if name.endswith("_fen") else str(value) if name == "year" else f"{value:,}"
    return _said(name, value, places) if isinstance(value, str) else str(value)


def _said(name: str, value: str, places: Mapping[str, Region]) -> str:
    """A code in words; whatever is no code stays."""
    if value in places:
        return str(places[value].words)
    named = {
        "post": NAMES,
        "line": LINE_NAMES,
        "name": titles(),
        "matter": {each.code: each.title for each in matters()},
    }
    return str(named.get(name, _CODES).get(value, value))


def labels_of(acts: Iterable[Act]) -> dict[tuple[str, str], str]:
    """What the subjects of some acts are called; persons keep their number, which says nothing of them."""
    asked: dict[str, set[str]] = {}
    for act in acts:
        asked.setdefault(act.subject_kind, set()).add(act.subject)
    found: dict[tuple[str, str], str] = {}
    for employer in Employer.objects.filter(number__in=asked.get("employer", ())):
        name = chosen(zh=employer.name, en=employer.name_en or employer.name)
        found["employer", employer.number] = f"{name} {employer.number}"
    for user in User.objects.filter(username__in=asked.get("user", ())):
        found["user", user.username] = chosen(zh=user.display_name, en=user.display_name_en or user.display_name)
    for bank in BankAccount.objects.filter(pk__in=_numbers(asked.get("bank_account", ()))):
        found["bank_account", str(bank.pk)] = str(bank)
    for receipt in Receipt.objects.filter(pk__in=_numbers(asked.get("receipt", ()))):
        found["receipt", str(receipt.pk)] = receipt.external_id
    for file in HistoryFile.objects.filter(pk__in=_numbers(asked.get("history_file", ()))):
        found["history_file", str(file.pk)] = f"{file.letter} · {file.name}"
    for run in Run.objects.filter(pk__in=_numbers(asked.get("run", ())), kind__in=batches.kinds()):
        title, about = kind_of(run).title, batch_of(run).subject(run)
        found["run", str(run.pk)] = chosen(zh=f"{about.zh} {title.zh}", en=f"{about.en}, {title.en.lower()}")
    books = [(subject, *subject.partition(":")[::2]) for subject in asked.get("book", ())]
    regions = Region.objects.in_bulk({*asked.get("region", ()), *(code for _, code, _ in books)})
    found |= {("region", code): str(region.words) for code, region in regions.items()}
    for subject, code, fund in books:
        if code in regions and fund in FUND_NAMES:
            found["book", subject] = f"{regions[code].words} {FUND_NAMES[fund]}"
    return found


def _numbers(subjects: Iterable[str]) -> list[int]:
    return [int(subject) for subject in subjects if subject.isascii() and subject.isdigit()]
