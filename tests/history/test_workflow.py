"""The picture of how a history file goes is the table."""

from pathlib import Path

from django.conf import settings

from contributions.history.models import FileState
from contributions.history.workflow import FILE


def test_the_picture_is_the_table() -> None:
    page = (Path(settings.BASE_DIR) / "docs/workflows/history_file.md").read_text(encoding="utf-8")
    assert page.partition("```mermaid\n")[2].partition("```")[0] == FILE.mermaid()


def test_every_state_is_reached_and_three_are_ends() -> None:
    reached = {FILE.initial, *(move.target for move in FILE.moves)}
    assert reached == set(FileState.values)
    assert {state for state in reached if not FILE.possible(state)} == {"booked", "replaced", "withdrawn"}
