"""What rules say of a run, a rise and a hold is what the guards of the database let happen."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

from benefits.payments.models import PaymentRun, Rise
from benefits.payments.rules.course import LIFTED_BY_A_WORD, PAYMENT_RUN
from benefits.payments.rules.rising import RISE
from benefits.payments.selectors import permits
from siadmin.agency.models import Region
from siadmin.kernel.workflow import SAME_PERSON, Workflow

SQL = Path(settings.BASE_DIR) / "benefits/payments/sql"


def said(name: str, after: str, before: str) -> str:
    """What a file says between two marks, the first of each."""
    text = (SQL / name).read_text(encoding="utf-8")
    assert after in text
    return text.partition(after)[2].partition(before)[0]


@pytest.mark.parametrize(("course", "name"), [(PAYMENT_RUN, "guards.sql"), (RISE, "rises.sql")])
def test_a_guard_allows_the_moves_of_its_table(course: Workflow, name: str) -> None:
    allowed = re.findall(r"\('(\w+)', '(\w+)'\)", said(name, "(OLD.state, NEW.state) NOT IN (", "THEN"))
    moves = {(each.source, str(each.target)) for each in course.moves}
    assert set(allowed) == moves and len(allowed) == len(moves)
    initial = said(name, "WHEN TG_OP = 'INSERT' THEN CASE", "END")
    assert re.search(r"NEW\.state <> '(\w+)'", initial)[1] == course.initial  # type: ignore[index]


def test_the_database_lets_the_same_holds_be_lifted_by_a_word() -> None:
    told = re.findall(r"'(\w+)'", said("guards.sql", "WHEN NEW.because NOT IN (", ")"))
    assert set(told) == set(LIFTED_BY_A_WORD) and len(told) == len(LIFTED_BY_A_WORD)


@pytest.mark.parametrize(
    ("course", "name", "why_not", "row"),
    [(PAYMENT_RUN, "PAYMENT_RUN", permits.why_not, PaymentRun), (RISE, "RISE", permits.why_not_rise, Rise)],
)
def test_the_table_alone_says_which_post_takes_a_move_and_who_does_not(
    course: Workflow, name: str, why_not: Any, row: Any, monkeypatch: Any
) -> None:
    asked: list[str] = []

    def reached(_by: Any, post: str, *_: Any) -> bool:
        asked.append(post)
        return True

    monkeypatch.setattr(permits, "fund_reached", reached)
    eyes = {"open": "opened", "review": "reviewed", "approve": "approved"}
    columns = {field.attname for field in row._meta.concrete_fields}
    signed = {f"{each}_eyes": each for each in eyes.values() if f"{each}_eyes" in columns}
    for arrow in (each for each in course.moves if each.post):
        own = row(state=arrow.source, region=Region(), fund="pension", **signed)
        for earlier in arrow.not_by:
            refusal = why_not(own, arrow.name, SimpleNamespace(eyes=eyes[earlier]), dt.date(2026, 11, 23))
            assert refusal.code == SAME_PERSON.code and asked[-1] == arrow.post
        assert why_not(own, arrow.name, SimpleNamespace(eyes="another"), dt.date(2026, 11, 23)) is None
    free = replace(course, moves=tuple(replace(each, not_by=()) for each in course.moves))
    monkeypatch.setattr(permits, name, free)
    for arrow in (each for each in free.moves if each.post):
        own = row(state=arrow.source, region=Region(), fund="pension", **signed)
        assert why_not(own, arrow.name, SimpleNamespace(eyes="opened"), dt.date(2026, 11, 23)) is None
