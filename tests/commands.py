"""A command as it is typed, with the lines that are asked for."""

import io

import pytest
from django.core.management import call_command


def typed(monkeypatch: pytest.MonkeyPatch, command: str, *words: str, asked: tuple[str, ...] = ()) -> str:
    """What it says. Raises CommandError."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in asked)))
    said = io.StringIO()
    call_command(command, *words, stdout=said)
    return said.getvalue()
