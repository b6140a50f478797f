"""Who should be insured and is not: kinds of findings, kinds of registers, what outreach may come to. Pure.

Sources: SIL 10, 20, 23, 25 (who must join, who may), 58 (the agency assesses whom nobody registered), REG 8, 9
(registers are shared and compared), R8 3 (residents' scheme is voluntary).
"""

from enum import StrEnum


class Register(StrEnum):
    """Whose data come in (REG 8)."""

    DEATH = "death"
    HOUSEHOLD = "household"
    MARKET = "market"
    WAGE_TAX = "wage_tax"
    PRISON = "prison"


class Kind(StrEnum):
    """MISSING: known to a register, never insured. LAPSED: left and joined none. INTERRUPTED: insured, unpaid.

    What an employer has not paid it owes; what somebody did not pay for themself nobody does.
    """

    MISSING = "missing"
    LAPSED = "lapsed"
    INTERRUPTED = "interrupted"


class Closed(StrEnum):
    """Why a finding is closed: the facts ended it, or somebody worked it."""

    COVERED = "covered"
    PAID = "paid"
    DIED = "died"
    NOT_OWED = "not_owed"
    WORKED = "worked"


class Result(StrEnum):
    """What one contact came to."""

    JOINING = "joining"
    NOT_REACHED = "not_reached"
    EMPLOYER_ASKED = "employer_asked"
    INSURED_ELSEWHERE = "insured_elsewhere"
    REFUSES = "refuses"
    MOVED_AWAY = "moved_away"
    NOT_FOUND = "not_found"
    DECEASED = "deceased"
    STUDENT = "student"


# These end the work; it does not come back unless facts change. The others name a day on which to go on.
FINAL = frozenset(
    {
        Result.INSURED_ELSEWHERE,
        Result.REFUSES,
        Result.MOVED_AWAY,
        Result.NOT_FOUND,
        Result.DECEASED,
        Result.STUDENT,
    }
)
# What only a paper shows.
WITH_EVIDENCE = frozenset({Result.INSURED_ELSEWHERE, Result.DECEASED})


class Channel(StrEnum):
    PHONE = "phone"
    VISIT = "visit"
    LETTER = "letter"
    MESSAGE = "message"


class Field(StrEnum):
    """What a register and the registry say differently (REG 9), or what a register alone says (REG 8)."""

    NAME = "name"
    NUMBER = "number"
    DIED_ON = "died_on"
    EMPLOYER_NAME = "employer_name"
    LEGAL_REPRESENTATIVE = "legal_representative"
    CANCELLED = "cancelled"
    UNREGISTERED = "unregistered"


class Decision(StrEnum):
    """Which of two values holds. DIFFERENT: they are two people, or two employers."""

    OURS = "ours"
    THEIRS = "theirs"
    DIFFERENT = "different"


class Claim(StrEnum):
    """What a person disputes of months."""

    NOT_INSURED = "not_insured"
    UNPAID = "unpaid"
    BASE_TOO_LOW = "base_too_low"


class Answer(StrEnum):
    """What an employer answers to it."""

    ADMITS = "admits"
    PARTLY = "partly"
    DENIES = "denies"


MUST, NEAR, MOST_MONTHS = 1000, 500, 240


def weight(*, is_must: bool, is_near: bool, months: int) -> int:
    """In which order people are approached: who must be insured, then who is near retirement, then the longest gap.

    `is_near`: the statutory month is no further off than the minimum contribution time, so that every further month
    without a contribution is one that a monthly pension may lack. The twin in SQL is `coverage_weight`.
    """
    return MUST * is_must + NEAR * is_near + min(max(months, 0), MOST_MONTHS)
