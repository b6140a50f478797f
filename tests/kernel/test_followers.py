"""What a higher room does after an act of a lower one."""

import pytest

from siadmin.kernel.followers import Followers, Slot


def test_followers_are_called_once_each_in_the_order_they_came() -> None:
    heard: list[str] = []
    after_act: Followers[[str]] = Followers("after_act")

    def first(text: str) -> None:
        heard.append(f"first {text}")

    def second(text: str) -> None:
        heard.append(f"second {text}")

    for follower in (first, second, first):
        after_act.register(follower)
    after_act.call("act")
    assert heard == ["first act", "second act"]


def test_what_a_follower_refuses_reaches_the_act() -> None:
    after_act: Followers[[]] = Followers("after_act")

    @after_act.register
    def refuse() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        after_act.call()


def test_a_slot_answers_once_it_is_filled() -> None:
    slot: Slot[[int], int] = Slot("double")
    with pytest.raises(AssertionError, match="double"):
        slot.call(2)
    slot.fill(lambda number: 2 * number)
    assert slot.call(2) == 4
