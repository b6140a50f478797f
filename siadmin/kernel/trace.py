"""Trace and Explained: every amount can say how it came about.

A trace opens with one plain sentence, then the steps: name, how, value, unit, source, validity. Rules
build it while they compute; screens, letters and `calculate` print it. Names and formulas are `Words`,
so a trace reads in both languages.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar

from siadmin.kernel.language import Words
from siadmin.kernel.money import yuan

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Law:
    """One value of the law as it stood: number, unit, source, validity and how sure we are of it."""

    key: str
    value: Decimal
    unit: str
    source: str
    status: str
    starts_on: dt.date | None = None
    ends_before: dt.date | None = None
    region: str = ""

    @property
    def is_provisional(self) -> bool:
        """Carried forward or unverified: every use says so."""
        return self.status in ("provisional", "memory")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the calculation. `value` is a Decimal, int or text in `unit` ("yuan", "rate", "month" …)."""

    name: Words
    value: Any
    unit: str
    how: Words | None = None
    law: Law | None = None
    is_result: bool = False


@dataclass
class Trace:
    """Collects steps in order. The sentence is set last and read first."""

    sentence: Words | None = None
    steps: list[Step] = field(default_factory=list)

    def fact(self, name: Words, value: T, unit: str) -> T:
        """A fact taken from the record."""
        self.steps.append(Step(name, value, unit))
        return value

    def law(self, name: Words, law: Law) -> Decimal:
        """A value of the law, with its source and validity."""
        self.steps.append(Step(name, law.value, law.unit, law=law))
        return law.value

    def step(self, name: Words, value: T, unit: str, how: Words, is_result: bool = False) -> T:
        """A figure that is not money and how it was reached."""
        self.steps.append(Step(name, value, unit, how=how, is_result=is_result))
        return value

    def money(self, name: Words, amount_fen: int, how: Words, is_result: bool = False) -> int:
        """An amount in fen; shown in yuan."""
        self.steps.append(Step(name, yuan(amount_fen), "yuan", how=how, is_result=is_result))
        return amount_fen

    def conclude(self, value: T, sentence: Words) -> "Explained[T]":
        self.sentence = sentence
        return Explained(value, self)

    @property
    def provisional(self) -> list[Law]:
        """The laws used that are carried forward or unverified."""
        return [step.law for step in self.steps if step.law is not None and step.law.is_provisional]

    def as_list(self) -> list[dict[str, Any]]:
        """For JSON: the sentence first, then each step; decimals as text."""
        assert self.sentence is not None, "a trace opens with one plain sentence"
        rows: list[dict[str, Any]] = [{"sentence_zh": self.sentence.zh, "sentence_en": self.sentence.en}]
        for step in self.steps:
            row: dict[str, Any] = {
                "zh": step.name.zh,
                "en": step.name.en,
                "value": str(step.value),
                "unit": step.unit,
            }
            if step.how is not None:
                row |= {"how_zh": step.how.zh, "how_en": step.how.en}
            if step.law is not None:
                row |= {"key": step.law.key, "source": step.law.source, "status": step.law.status}
                if step.law.starts_on is not None:
                    row["valid_from"] = step.law.starts_on.isoformat()
            rows.append(row)
        return rows

    @classmethod
    def of_list(cls, rows: Sequence[Mapping[str, Any]]) -> "Trace":
        """What `as_list` kept, to be read by people; figures that are no text are decimals again."""
        head, *steps = rows
        return cls(Words(head["sentence_zh"], head["sentence_en"]), [_kept(row) for row in steps])


def _kept(row: Mapping[str, Any]) -> Step:
    law = None
    try:
        value: Decimal | str = row["value"] if row["unit"] == "text" else Decimal(row["value"])
    except InvalidOperation:
        value = row["value"]
    if "key" in row:
        since = dt.date.fromisoformat(row["valid_from"]) if "valid_from" in row else None
        law = Law(row["key"], Decimal(row["value"]), row["unit"], row["source"], row["status"], since)
    how = Words(row["how_zh"], row["how_en"]) if "how_zh" in row else None
    return Step(Words(row["zh"], row["en"]), value, row["unit"], how, law)


@dataclass(frozen=True)
class Explained(Generic[T]):
    """A value and the reasons for it."""

    value: T
    trace: Trace
