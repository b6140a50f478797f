"""How figures and the values of messages are written in both languages, and what may never stand in them.

The end of a name says what its value is: `…_fen` an amount (shown in yuan), `…_on` a day, `…_month` a month. A value in
two languages is `{"zh": …, "en": …}`.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from siadmin.kernel.figures import in_unit
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Trace

# Citizen numbers, phones, bank cards: any run of this many digits in a text names somebody.
_NAMES_SOMEBODY = re.compile(r"\d{11}")


def plain(value: Any) -> Any:
    """A value as JSON keeps it: words as a pair, months and days as text, decimals exactly."""
    if isinstance(value, Words):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, Month | Decimal | dt.date):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    assert value is None or isinstance(value, str | int | bool), f"{type(value)} has no place in a letter"
    return value


def worded(name: str, value: Any) -> Words:
    """One value as people read it, by the end of its name."""
    if isinstance(value, Mapping):
        return Words(str(value["zh"]), str(value["en"]))
    if name.endswith("_fen") and isinstance(value, int):
        return Words(f"{written(value)} 元", f"¥{written(value)}")
    if isinstance(value, bool):
        return Words("是" if value else "否", "yes" if value else "no")
    if value is None or value == "":
        return Words("—", "—")
    shown = f"{value:,}" if isinstance(value, int) else str(value)
    return Words(shown, shown)


def canonical(content: Mapping[str, Any]) -> str:
    """The same content is the same text: names in order, nothing escaped."""
    return json.dumps(plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def names_nobody(values: Any) -> bool:
    """Whether no text in these values could be an identity number, a phone or an account."""
    if isinstance(values, Mapping):
        return all(names_nobody(each) for each in values.values())
    if isinstance(values, list | tuple):
        return all(names_nobody(each) for each in values)
    return not (isinstance(values, str) and _NAMES_SOMEBODY.search(re.sub(r"[\s-]", "", values)))


def written_trace(trace: Trace) -> dict[str, Any]:
    """A calculation as a letter prints it (`trace` of `typst/letter.typ`): the sentence, then each step in words."""
    assert trace.sentence is not None, "a trace opens with one plain sentence"
    return {
        "sentence": trace.sentence,
        "steps": [
            {
                "name": step.name,
                "how": step.how or Words("", ""),
                "value": in_unit(step.value, step.unit),
                "source": step.law.source if step.law else "",
                "from": step.law.starts_on if step.law else None,
                "unsure": bool(step.law and step.law.is_provisional),
                "result": step.is_result,
            }
            for step in trace.steps
        ],
    }
