"""The two lines in the titles of matters: each decides about its own funds (REG 4)."""

from dataclasses import dataclass

from siadmin.agency.insurances import Line
from siadmin.kernel.language import Words


@dataclass(frozen=True, slots=True)
class LineWords:
    funds: Words

    def of(self, title: Words) -> Words:
        return Words(f"{title.zh}（{self.funds.zh}）", f"{title.en} ({self.funds.en})")


LINE_WORDS = {
    Line.HRSS.value: LineWords(Words("养老、失业、工伤", "pension, unemployment, work injury")),
    Line.HS.value: LineWords(Words("医疗", "medical")),
}
