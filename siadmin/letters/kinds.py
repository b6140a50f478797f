"""The kinds of letters there are. An app brings its own in `ready`; verification and reprints know them by code.

    register(LetterKind(
        code="participation_certificate",
        title=Words("参保证明", "Certificate of participation"),
        template=Path(__file__).parent / "letters" / "participation.typ",
        basis=Words("《社会保险经办条例》第32条", "Regulations on Social Insurance Administration, article 32"),
        figures={"months": Words("累计缴费月数", "months paid in all")},
    ))

A template that letters were issued with is not edited any more: the next one is another file and another `edition`, and
both stay registered, because a letter is printed again from its own edition.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from siadmin.kernel.language import Words

NO_FIGURES: Mapping[str, Words] = {}


@dataclass(frozen=True)
class LetterKind:
    """What one kind of letter is called, how it is set, and what everybody may see of it.

    `figures` names the public figures, shown to whoever enters the verification code. `has_remedy`: the letter decides
    something, so it says how to object (Reconsideration Law 20, SIL 83).
    """

    code: str
    title: Words
    template: Path
    basis: Words
    figures: Mapping[str, Words] = field(default_factory=lambda: NO_FIGURES)
    has_remedy: bool = False
    edition: int = 1


_kinds: dict[tuple[str, int], LetterKind] = {}


def register(kind: LetterKind) -> LetterKind:
    known = _kinds.setdefault((kind.code, kind.edition), kind)
    assert known == kind, f"two letters share the code {kind.code}, edition {kind.edition}"
    return kind


def letter_kind(code: str, edition: int | None = None) -> LetterKind:
    """The kind of a code: the edition asked for, else the newest. Raises KeyError."""
    if edition is None:
        edition = max(number for known, number in _kinds if known == code)
    return _kinds[code, edition]


def is_known(code: str, edition: int) -> bool:
    return (code, edition) in _kinds


def titles() -> dict[str, Words]:
    """The titles of all kinds and editions, by their Chinese."""
    return {kind.title.zh: kind.title for kind in _kinds.values()}
