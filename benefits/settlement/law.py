"""The days and numbers of direct settlement, dated by place; what is not on file is refused."""

import datetime as dt
from dataclasses import dataclass

from siadmin.kernel.trace import Law
from siadmin.policy.lawbook import NoLawInForce
from siadmin.policy.selectors import StoredLawBook

LATE_DAYS, TOLD_DAYS = "settlement.admission_late_days", "settlement.admission_told_days"
ASKED_A_DAY = "settlement.asked_a_day"
OUTLIER_TIMES, OUTLIER_FEWEST = "settlement.outlier_times", "settlement.outlier_fewest"


def number(key: str, region: str, on: dt.date) -> int:
    """Raises NoLawInForce."""
    return int(StoredLawBook().law(key, region=region, on=on).value)


@dataclass(frozen=True, slots=True)
class OutlierLaw:
    """When an institution is marked as far above others: so many medians, of so many of its kind and level at least."""

    times: Law
    fewest: Law

    def is_far_above(self, average_fen: int, median_fen: int) -> bool:
        return bool(median_fen) and average_fen > self.times.value * median_fen

    def may_compare(self, institutions: int) -> bool:
        return institutions >= self.fewest.value


def outlier_law(region: str, on: dt.date) -> OutlierLaw | None:
    """None where nobody has said it for the day: nothing is marked."""
    book = StoredLawBook()
    try:
        return OutlierLaw(book.law(OUTLIER_TIMES, region=region, on=on), book.law(OUTLIER_FEWEST, region=region, on=on))
    except NoLawInForce:
        return None
