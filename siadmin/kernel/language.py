"""The two languages of the portal. Law and refusals carry both texts; the reader's language picks one."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
_reading_chinese: ContextVar[bool] = ContextVar("reading_chinese", default=True)


def read_in(language_code: str) -> None:
    """Called once at the edge of a request or command with the reader's language."""
    _reading_chinese.set(language_code.lower().startswith("zh"))


def chosen(*, zh: T, en: T) -> T:
    """The one of two for the reader's language."""
    return zh if _reading_chinese.get() else en


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages; `str()` gives the reader's."""

    zh: str
    en: str

    def __str__(self) -> str:
        return chosen(zh=self.zh, en=self.en)

    def filled(self, **values: object) -> "Words":
        """Both texts with their `{names}` filled in; a value that is itself `Words` is told in each one's language."""
        said = {name: value for name, value in values.items() if isinstance(value, Words)}
        return Words(
            self.zh.format(**values | {name: words.zh for name, words in said.items()}),
            self.en.format(**values | {name: words.en for name, words in said.items()}),
        )
