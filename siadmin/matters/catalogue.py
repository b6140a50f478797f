"""What people may ask for: the contract of a matter, its papers with their legal basis, its form, its register.

One description drives everything: the published service guide, the form, the case, what is written at the end.

    # in an app's `ready`
    catalogue.register(CorrectionOfAName())
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

from django import forms

from siadmin.agency.forms import YuanField
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import HALF_UP, fen, written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject
from siadmin.policy.names import category_name, name_category
from siadmin.policy.plain import in_plain_words

_CODE = re.compile(r"[a-z][a-z0-9_]{1,29}")


class Door(StrEnum):
    """Where a matter may be asked for. The counter is never closed (REG 29)."""

    COUNTER = "counter"
    CITIZEN = "citizen"
    EMPLOYER = "employer"


_SUBJECT_OF_DOOR = {Door.CITIZEN: "person", Door.EMPLOYER: "employer"}


def _is_said(words: Words) -> bool:
    return bool(words.zh.strip() and words.en.strip())


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that may be asked for. Without a legal basis none may be (REG 31): such a paper cannot be made.

    `required_if`: what was told for which one that is not required otherwise must be there.
    """

    code: str
    name: Words
    basis: Words
    is_required: bool = True
    required_if: Callable[[Mapping[str, Any]], bool] | None = None

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code) or not _is_said(self.name):
            raise ValueError(f"a paper has a code and a name in both languages: {self.code!r}")
        if not _is_said(self.basis):
            raise ValueError(f"no paper may be asked for without its legal basis (REG 31): {self.code!r}")

    def is_needed(self, facts: Mapping[str, Any]) -> bool:
        return self.is_required or (self.required_if is not None and self.required_if(facts))


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a matter would change, old and new side by side. Empty `before`: there was nothing."""

    label: Words
    before: str
    after: str
    is_masked: bool = False


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands against a matter now, how much money it is about, and where it is cleared.

    `desk` and `door` are pages, a route and its arguments: for staff, and for whoever asks online. `plain`: what
    these are told instead, of what is on no record of theirs and not theirs to clear.
    """

    what: Words
    amount_fen: int | None = None
    desk: tuple[str, ...] = ()
    door: tuple[str, ...] = ()
    plain: Words | None = None

    @classmethod
    def of(cls, refusal: Refusal) -> "Obstacle":
        """What refuses it now, whatever is told."""
        plain = in_plain_words(refusal)
        return cls(refusal.words, plain=None if plain is refusal else plain.words)

    @property
    def said(self) -> Words:
        """With the amount."""
        if self.amount_fen is None:
            return self.what
        yuan = written(self.amount_fen)
        return Words(f"{self.what.zh} {yuan} 元", f"{self.what.en} ¥{yuan}")


@dataclass(frozen=True, slots=True)
class Told:
    """One fact as the applicant told it, for people to read."""

    name: str
    label: str
    value: str
    is_masked: bool


class MatterForm(forms.Form):
    """The questions of one matter. Its answers are JSON-ready facts, and it can be filled from facts again.

    `masked`: answers shown masked. `linked`: answers that a link from another page may bring, never a protected value.
    """

    masked: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()

    def __init__(self, *args: Any, subject: Subject | None = None, **kwargs: Any) -> None:
        self.subject = subject
        super().__init__(*args, **kwargs)

    def facts(self) -> dict[str, Any]:
        """The answers as they are kept. Only after `is_valid`."""
        return {name: _plain(name, self.cleaned_data.get(name)) for name in self.fields}

    def told(self, facts: Mapping[str, Any]) -> list[Told]:
        """Facts in the words of the form, in its order."""
        return [
            Told(name, str(field.label or name), _written(field, facts.get(name)), name in self.masked)
            for name, field in self.fields.items()
        ]


def _plain(name: str, value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, Decimal | Month):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(name, each) for each in value]
    raise TypeError(f"the fact {name!r} cannot be kept: {type(value).__name__}")


def _written(field: forms.Field, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return str(Words("是", "yes") if value else Words("否", "no"))
    if isinstance(field, YuanField):
        return written(fen(value, HALF_UP))
    chosen = value if isinstance(value, list) else [value]
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        words = {str(code): str(label) for code, label in choices}
        chosen = [words.get(str(each), str(each)) for each in chosen]
    return str(Words("、", ", ")).join(map(str, chosen))


@dataclass(frozen=True, slots=True)
class Beside:
    """A part of a case's page that its matter draws: a template, and what it reads as `shown`."""

    template: str
    shown: Mapping[str, Any]


class Matter(Protocol):
    """One thing people may ask for. Inherit from it; whatever has no value here must be said.

    `category` names the limit in policy (`matter.limit_days`), where the matter's own `code` may have a value too.
    `risks`: those its facts may have; for each a dated row says how many sign (REG 37).
    `may_agents`: whether an agent may ask for it in somebody's name (REG 30).
    `line`: which of the two lines handles it; empty: either. `subject_kind`: "person", "employer", or "" for none.
    """

    code: str
    title: Words
    who: Words
    conditions: Sequence[Words]
    papers: Sequence[Paper]
    basis: Words
    result: Words
    category: str
    line: str = ""
    subject_kind: str = ""
    doors: frozenset[Door] = frozenset({Door.COUNTER})
    may_agents: bool = True
    risks: Sequence[str] = tuple(Risk)
    form: type[MatterForm]

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        """One of `rules.Risk`: how many people must sign is looked up by it (REG 37)."""
        ...

    def risk_of(self, case: Case, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> str:
        """Of a case, on a day: where since when it is asked for, or how long it waited, makes it another one."""
        return self.risk(facts, subject)

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        """What stands against it whatever is told: shown before anybody asks; while there is any, it is refused."""
        return []

    def foreseen(self, subject: Subject | None, on: dt.date) -> list[Words]:
        """Conditions that are not met as the record stands: told before anybody asks, and still decided in writing."""
        return []

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        """Raise a Refusal when this cannot be granted. Called at receipt, and again right before it is carried out."""
        ...

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        """Where alone it is handled as of a day, when that is not simply where its subject belongs."""
        return None

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        """What carrying it out would change, against how things stand now."""
        ...

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        """Do it: one action of the app that owns it, in the open transaction; what it refuses refuses the signature.

        Returns what the applicant is told came of it.
        """
        ...

    def taken_in(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
        """Called when a case is received, and when its facts are told anew, in the open transaction.

        For a matter that finds its cases by a fact, or in which somebody else has a say: it keeps a row of its own.
        """
        return None  # noqa: RET501 (an empty body of a protocol must be brought by everybody)

    def signed(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
        """Called with every signature under a case, in the open transaction; what it refuses refuses the signature.

        For a matter that decides amounts: what each person signed for is kept, and must be what the one before signed.
        """
        return None  # noqa: RET501 (as above)

    def decided_against(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
        """Called when the last hand refused a case, in the open transaction. `case.reason` says why."""
        return None  # noqa: RET501 (as above)

    def beside(self, case: Case) -> "Beside | None":
        """What the matter itself shows on the pages of a case, for those who handle it and for who applied."""
        return None


_matters: dict[str, Matter] = {}


def register(matter: Matter) -> Matter:
    """Make a matter known. Raises ValueError when its description is incomplete or contradicts itself."""
    faults = list(_faults(matter))
    if matter.code in _matters and _matters[matter.code] is not matter:
        faults.append("another matter has this code")
    if faults:
        raise ValueError(f"{matter.code}: {'; '.join(faults)}")
    _matters[matter.code] = matter
    for risk in matter.risks:
        at_risk = category_name(risk)
        name_category(
            f"{matter.code}_{risk}", Words(f"{matter.title.zh}，{at_risk.zh}", f"{matter.title.en}, {at_risk.en}")
        )
    return matter


def _faults(matter: Matter) -> list[str]:
    words = (matter.title, matter.who, matter.basis, matter.result, *matter.conditions)
    codes = [paper.code for paper in matter.papers]
    return [
        fault
        for fault, is_there in (
            ("its code is not one", not _CODE.fullmatch(matter.code)),
            ("something is not said in both languages", not all(map(_is_said, words))),
            ("two papers share a code", len(codes) != len(set(codes))),
            ("there is no such line", matter.line not in ("", *Line.values)),
            ("the counter must stay open (REG 29)", Door.COUNTER not in matter.doors),
            (
                "a door needs its own kind of subject",
                any(_SUBJECT_OF_DOOR.get(door, matter.subject_kind) != matter.subject_kind for door in matter.doors),
            ),
        )
        if is_there
    ]


def matter_of(code: str) -> Matter:
    """Raises KeyError."""
    return _matters[code]


def matters(door: Door | None = None, subject_kind: str | None = None) -> list[Matter]:
    """Every matter, or those of a door and of a kind of subject, in the order of their codes."""
    return [
        matter
        for _, matter in sorted(_matters.items())
        if (door is None or door in matter.doors) and subject_kind in (None, matter.subject_kind)
    ]


def paper_of(matter: Matter, code: str) -> Paper | None:
    return next((paper for paper in matter.papers if paper.code == code), None)
