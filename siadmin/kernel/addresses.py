"""How things stand in the address of a page: a month is `2026-11`."""

from siadmin.kernel.months import Month


class MonthInAddress:
    """`<month:month>` in a URL pattern. What is not a month is not an address."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, text: str) -> Month:
        return Month.parse(text)

    def to_url(self, month: Month) -> str:
        return str(month)
