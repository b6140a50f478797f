"""The same history from several desks at the same moment, or two files of one month approved together: once."""

import pytest

from contributions.history import actions
from contributions.history.example import as_file
from contributions.history.models import FileState, HistoryFile, HistoryMonth
from siadmin.kernel import runs
from siadmin.kernel.refusal import Refusal
from tests.cities import broken, tick
from tests.history.telling import (
    a_clerk,
    a_reviewer,
    approved,
    balance,
    letter,
    months,
    origin,
    person,
    sent,
    submitted,
)
from tests.together import at_once

pytestmark = pytest.mark.usefixtures("five_committed_cities")


def test_one_file_from_four_desks_is_one_file() -> None:
    rows, whose, clerks = (person(), months("2015-01", "2015-12")), origin(), [a_clerk() for _ in range(4)]
    answers = at_once(
        *(
            lambda by=by: actions.receive(
                origin=whose, name="h.csv", content=as_file(rows), told=letter(rows), by=by, at=tick()
            )
            for by in clerks
        )
    )
    assert sorted(is_new for _, is_new in answers) == [False, False, False, True]
    assert HistoryFile.objects.count() == 1


def test_two_files_of_one_month_approved_at_once_are_booked_once() -> None:
    first = submitted(sent(person(), months("2015-01", "2015-12")))
    second = submitted(sent(person(), months("2015-12", "2016-11"), balance()))
    reviewer = a_reviewer()
    answers = at_once(lambda: approved(first, reviewer), lambda: approved(second, reviewer))
    assert sorted(getattr(each, "code", "approved") for each in answers) == ["approved", "history_clashes_since"]
    assert sum(isinstance(each, Refusal) for each in answers) == 1
    for file in HistoryFile.objects.filter(state=FileState.APPROVED):
        assert file.run is not None
        at_once(*[lambda run=file.run: runs.work(run.pk)] * 3)
    assert HistoryMonth.objects.count() == 12
    assert broken() == {}
