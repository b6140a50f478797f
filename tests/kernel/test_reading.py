"""What one page asks twice."""

from siadmin.kernel.reading import answered_once, one_reading

asked: list[tuple[str, int]] = []


@answered_once
def question(word: str, *, times: int = 1) -> str:
    asked.append((word, times))
    return word * times


def test_one_page_asks_once_and_the_next_asks_again():
    asked.clear()
    with one_reading():
        assert [question("a"), question("a"), question("a", times=2), question("b")] == ["a", "a", "aa", "b"]
    with one_reading():
        question("a")
    assert asked == [("a", 1), ("a", 2), ("b", 1), ("a", 1)]


def test_where_something_may_be_written_every_question_is_asked_anew():
    asked.clear()
    question("a"), question("a")
    assert asked == [("a", 1), ("a", 1)]


def test_a_reading_inside_another_ends_with_the_outer_one():
    asked.clear()
    with one_reading():
        with one_reading():
            question("a")
        question("a")
    assert asked == [("a", 1)]
    question("a")
    assert asked == [("a", 1), ("a", 1)]
