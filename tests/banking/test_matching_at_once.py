"""Several who match the lines of an account at the same moment match each once, and nobody undoes it."""

import psycopg2.errors
import pytest

from funds.banking.actions import match_lines
from tests import database
from tests.banking.test_matching import account_of, book, booked, told
from tests.cities import broken
from tests.factories import NOW
from tests.together import at_once

pytestmark = pytest.mark.usefixtures("five_committed_cities")


def test_two_who_match_at_once_match_once() -> None:
    bank = account_of(book())
    told(bank, *[(f"B{n}", 100 + n) for n in range(20)])
    for n in range(20):
        booked(f"p{n}", 100 + n)
    answers = at_once(*[lambda: match_lines(bank_account=bank, at=NOW)] * 4)
    assert sorted(answers) == [0, 0, 0, 20]
    assert broken() == {}


@pytest.mark.parametrize("statement", ["UPDATE banking_match SET amount_fen = 1", "DELETE FROM banking_match"])
def test_not_even_the_owner_changes_a_match(statement: str) -> None:
    bank = account_of(book())
    booked("a", 500)
    told(bank, ("B1", 500))
    with pytest.raises(psycopg2.errors.CheckViolation, match="append-only"), database.owned() as cursor:
        cursor.execute(statement)
