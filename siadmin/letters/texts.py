"""Texts of messages, declared in code beside what sends them: a stable code and words in both languages.

    BILL_ISSUED = MessageText(
        "bill_issued",
        "{month} 月账单已出", "Bill for {month}",
        "应缴 {amount_fen}，{due_on} 前缴纳。", "{amount_fen} is due by {due_on}.",
    )

Values are filled in when a message is read, so it can be read in either language (`siadmin.letters.wording`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from siadmin.kernel.language import Words
from siadmin.letters.wording import worded

_texts: dict[str, "MessageText"] = {}


@dataclass(frozen=True)
class MessageText:
    """One message that can be sent. `{names}` are filled from its values."""

    code: str
    zh_title: str
    en_title: str
    zh: str
    en: str

    def __post_init__(self) -> None:
        known = _texts.setdefault(self.code, self)
        assert known == self, f"two messages share the code {self.code}"

    @property
    def names(self) -> frozenset[str]:
        """The values it needs."""
        return frozenset(names_in(self.zh_title + self.zh + self.en_title + self.en))

    def title(self, values: Mapping[str, Any]) -> Words:
        return _filled(Words(self.zh_title, self.en_title), values)

    def body(self, values: Mapping[str, Any]) -> Words:
        return _filled(Words(self.zh, self.en), values)


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _filled(text: Words, values: Mapping[str, Any]) -> Words:
    shown = {name: worded(name, value) for name, value in values.items()}
    return Words(
        text.zh.format(**{name: words.zh for name, words in shown.items()}),
        text.en.format(**{name: words.en for name, words in shown.items()}),
    )


def message_texts() -> dict[str, MessageText]:
    """Every declared text by code; a test reads them all."""
    return dict(_texts)
