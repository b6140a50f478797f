"""Seeded chance: each part of the world draws from its own stream, so that a change in one leaves the others alone."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def stream(seed: int, *names: object) -> random.Random:
    """A generator that depends on the seed and the names only, on every machine and version alike."""
    return random.Random(":".join(str(part) for part in (seed, *names)))


def weighted(draw: random.Random, pairs: Sequence[tuple[T, float]]) -> T:
    """One of the first members, as often as the second ones say."""
    return draw.choices([value for value, _ in pairs], [weight for _, weight in pairs])[0]
