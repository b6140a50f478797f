"""What insurances tell settlement: what else of a year was paid for a person beside the bills settled here."""

from collections.abc import Collection, Mapping

from siadmin.kernel.followers import Tellers

# Records of one person, a year, a settler's code: what each adds to that year (`rules.bills.YEAR_SUMS`).
paid_elsewhere: Tellers[[Collection[int], int, str], Mapping[str, int]] = Tellers("paid_elsewhere")
