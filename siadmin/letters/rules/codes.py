"""Verification codes: sixteen characters in groups of four, `P7K2-M9Q4-XH3T-AC5W`.

Fifteen are random (29 letters each: 72 bits, so that guessing is hopeless), the last one checks them. Twenty-nine is a
prime and the weights differ, so one wrong character or two that changed places never make another code: a slip of the
pen is told from a code that was never issued.
"""

import secrets

from siadmin.kernel.identifiers.writing import compact

LETTERS = "23456789ACDEFGHJKLMNPQRTUVWXY"
RANDOM, LENGTH, GROUP = 15, 16, 4
# What people write for letters that never occur.
_ALIKE = str.maketrans({"B": "8", "S": "5", "Z": "2"})


def new_code() -> str:
    """A code nobody can foresee, without hyphens."""
    body = "".join(secrets.choice(LETTERS) for _ in range(RANDOM))
    return body + check_letter(body)


def check_letter(body: str) -> str:
    """The sixteenth character: with weights 1 to 15, and 16 for itself, the sum is nothing modulo 29."""
    total = sum(place * LETTERS.index(letter) for place, letter in enumerate(body, 1))
    return LETTERS[-total * pow(LENGTH, -1, len(LETTERS)) % len(LETTERS)]


def read_code(text: str) -> str | None:
    """The code somebody wrote, whatever its spaces, hyphens and case; nothing where it cannot be one."""
    code = compact(text[: 4 * LENGTH]).translate(_ALIKE)
    if len(code) != LENGTH or set(code) - set(LETTERS):
        return None
    return code if code[-1] == check_letter(code[:-1]) else None


def grouped(code: str) -> str:
    """As it is printed."""
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))
