"""How a run's page is headed: what it is of, in the words of either language, and nothing run together."""

import datetime as dt
from contextvars import copy_context

import pytest

from siadmin.agency.selectors.runs import Progress
from siadmin.agency.views.run_words import heading
from siadmin.kernel.language import Words, read_in
from siadmin.kernel.models import Run, RunState

HALF = Progress(
    slices=2, done=1, resumed=0, running=1, waiting=0, failed=0, people=10, people_done=5,
    took=dt.timedelta(seconds=68), left=dt.timedelta(seconds=30), workers=1,
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "state", "said"),
    [
        ("zh-hans", RunState.RUNNING, "税务.csv 导入税务申报：已完成 50%，约 30 秒后结束"),
        ("zh-hans", RunState.DONE, "税务.csv 导入税务申报：已完成，用时 1 分 8 秒"),
        ("en", RunState.PAUSED, "税务.csv, importing tax declarations: 50% done, paused"),
    ],
)
def test_the_heading_names_subject_and_kind(language: str, state: str, said: str) -> None:
    title, subject = Words("导入税务申报", "Importing tax declarations"), Words("税务.csv", "税务.csv")

    def read() -> str:
        read_in(language)
        return heading(Run(state=state), title, subject, HALF)

    assert copy_context().run(read) == said
