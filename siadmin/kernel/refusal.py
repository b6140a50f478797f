"""Refusals: what a user may cause and understand. A bug is never one of these.

A `Reason` is declared once, beside the code that may raise it, with a stable code and its words in
both languages: what is wrong, and what to do. A `Refusal` carries a reason and the values it names.
"""

from dataclasses import dataclass, field
from typing import Any

from siadmin.kernel.language import Words, chosen

_reasons: dict[str, "Reason"] = {}


@dataclass(frozen=True)
class Reason:
    """Why something was refused. `{names}` in the texts are filled from the refusal's values."""

    code: str
    zh: str
    en: str
    remedy_zh: str = ""
    remedy_en: str = ""

    def __post_init__(self) -> None:
        known = _reasons.setdefault(self.code, self)
        assert known == self, f"two reasons share the code {self.code}"

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)

    @property
    def remedy(self) -> Words:
        return Words(self.remedy_zh, self.remedy_en)

    def __call__(self, **values: Any) -> "Refusal":
        return Refusal(self, values)


@dataclass
class Refusal(Exception):
    """One refusal, ready to be shown: `raise NOT_FILED(employer=…, month=…)`."""

    reason: Reason
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.reason.code

    def _filled(self, words: Words) -> Words:
        return words.filled(**self.values) if self.values else words

    @property
    def zh(self) -> str:
        return self._filled(self.reason.words).zh

    @property
    def en(self) -> str:
        return self._filled(self.reason.words).en

    @property
    def words(self) -> Words:
        """What is wrong, in both languages."""
        return Words(self.zh, self.en)

    @property
    def remedy_zh(self) -> str:
        return self._filled(self.reason.remedy).zh

    @property
    def remedy_en(self) -> str:
        return self._filled(self.reason.remedy).en

    @property
    def message(self) -> str:
        """In the reader's language."""
        return chosen(zh=self.zh, en=self.en)

    @property
    def remedy(self) -> str:
        return chosen(zh=self.remedy_zh, en=self.remedy_en)

    def as_dict(self) -> dict[str, str]:
        return {
            "code": self.code,
            "zh": self.zh,
            "en": self.en,
            "remedy_zh": self.remedy_zh,
            "remedy_en": self.remedy_en,
        }

    def __str__(self) -> str:
        return f"{self.code}: {self.en}"


def reasons() -> dict[str, Reason]:
    """Every declared reason by code; a test reads them all."""
    return dict(_reasons)
