"""What rules say of a run, a rise and a hold is what the guards of the database let happen."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from benefits.payments.rules.course import LIFTED_BY_A_WORD, PAYMENT_RUN
from benefits.payments.rules.rising import RISE
from siadmin.kernel.workflow import Workflow

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
