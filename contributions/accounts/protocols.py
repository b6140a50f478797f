"""What letters about rights need from rooms above: the months that others paid or keep, and that count as any other."""

from collections.abc import Collection
from dataclasses import dataclass

from siadmin.kernel.followers import Tellers
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class Brought:
    """One month of one insurance from elsewhere: paid there on a base, in fen, or earlier service deemed paid.

    `place`: where it was kept, or who paid it. A month that two records say is told once.
    """

    insurance: str
    month: Month
    place: Words
    base_fen: int | None
    is_deemed: bool


# One person: every month from elsewhere that counts, by month and insurance.
brought: Tellers[[int], Brought] = Tellers("brought")

# A region, an insurance, the first and the last month, people's ids: how many months each paid elsewhere, for whom that
# region keeps them.
brought_in: Tellers[[str, str, Month, Month, Collection[int]], tuple[int, int]] = Tellers("brought_in")
