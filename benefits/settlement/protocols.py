"""What insurances tell settlement: what else of a year was paid for a person, and what speaks against a bill."""

import datetime as dt
from collections.abc import Collection, Mapping

from siadmin.kernel.followers import Tellers
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Refusal

# Records of one person, a year, a settler's code: what each adds to that year (`rules.bills.YEAR_SUMS`).
paid_elsewhere: Tellers[[Collection[int], int, str], Mapping[str, int]] = Tellers("paid_elsewhere")
# The same, and a moment: what of it was granted then or later, as people call it. A year's bills build on one another.
paid_since: Tellers[[Collection[int], int, str, dt.datetime], Words] = Tellers("paid_since")
# Records of one person, a settler's code, first and last day of a bill: why its fund may not owe it. It is flagged; the
# institution is told that there is a doubt, and not which.
doubts_of_bill: Tellers[[Collection[int], str, dt.date, dt.date], Refusal] = Tellers("doubts_of_bill")
# The codes of doubts for which a bill stays out of a clearing until somebody decided.
waited_for: Tellers[[], str] = Tellers("waited_for")
