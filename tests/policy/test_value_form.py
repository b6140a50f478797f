"""What an officer may write for a value of each unit."""

import pytest

from siadmin.policy.forms import ValueForm


def _is_taken(unit: str, value: str) -> bool:
    sent = {"value": value, "starts_on": "2026-01-01", "source": "公告", "status": "official"}
    return ValueForm(unit, sent).is_valid()


@pytest.mark.parametrize(
    ("unit", "value", "is_taken"),
    [
        ("persons", "1", True),
        ("persons", "3", True),
        ("persons", "0", False),
        ("persons", "4", False),
        ("persons", "1.5", False),
        ("working_days", "10", True),
        ("working_days", "0", False),
        ("working_days", "2.5", False),
    ],
)
def test_hands_and_limits_are_whole_and_within_reason(unit: str, value: str, is_taken: bool) -> None:
    assert _is_taken(unit, value) == is_taken
