"""Who reaches the statutory month of retirement in a given month: by group, the months of birth. Pure.

Source: Measures of 2024-09-13 art. 1 (the delay by birth month); REG 17 (the agency tells in time).
"""

from enrollment.participation.rules.retirement import RetirementGroup, RetirementLaw, statutory_retirement
from siadmin.kernel.months import Month


def born_to_retire_in(month: Month, group: RetirementGroup, law: RetirementLaw) -> list[Month]:
    """Every month of birth whose statutory month of retirement is `month`: none, one or, where a step ends, several."""
    its = law.groups[group]
    first = month - int(its.original_age.value) - int(its.max_delay.value)
    last = month - int(its.original_age.value)
    return [born for born in first.until(last + 1) if statutory_retirement(born, group, law).value.month == month]
