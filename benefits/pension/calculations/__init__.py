"""Worked cases of pensions: the families `pension`, `annuity_months` and `residents_pension`."""

import benefits.pension.calculations.account
import benefits.pension.calculations.careers
import benefits.pension.calculations.sheets  # noqa: F401  (families register on import)
