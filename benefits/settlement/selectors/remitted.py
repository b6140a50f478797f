"""What became of the lines of a clearing's files: the bank's last word on each; an institution's own."""

from dataclasses import dataclass

from django.db.models import QuerySet

from benefits.payments.rules.course import Answer
from benefits.providers.models import Institution
from benefits.settlement.models import ClearingRun, Remittance, RemittanceAnswer
from benefits.settlement.rules.clearing import LineStands, line_stands
from siadmin.kernel.months import Month


@dataclass(frozen=True, slots=True)
class LinePaid:
    """A line to an institution, how it stands, and the bank's last word (empty before there is one)."""

    line: Remittance
    answer: str
    stands: LineStands


def last_answers(lines: QuerySet[Remittance]) -> dict[int, str]:
    """By row; those that no bank answered are not named. What came back came back after it arrived."""
    return {line.row: answer for line, answer in _last(lines)}


def returned_of(own: ClearingRun) -> list[tuple[Remittance, str]]:
    """What banks returned and nobody has paid anew yet, with the code."""
    told = last_answers(own.remittances.all())
    back = [row for row, answer in told.items() if answer != Answer.PAID]
    lines = own.remittances.filter(row__in=back, again__isnull=True)
    found = lines.select_related("clearing__institution__employer", "file").order_by("row")
    return [(each, told[each.row]) for each in found]


def lines_to(institution: Institution, since: Month) -> list[LinePaid]:
    """What clearings of these months and later ones paid an institution, the newest first."""
    lines = Remittance.objects.filter(clearing__institution=institution, run__month__gte=since)
    told = {line.pk: answer for line, answer in _last(lines)}
    found = lines.select_related("run", "file", "again").order_by("-run__month", "-pk")
    return [LinePaid(each, told.get(each.pk, ""), _stands(each, told.get(each.pk, ""), institution)) for each in found]


def returned_to(institution: Institution) -> list[LinePaid]:
    """What came back to us and was not paid anew, whatever its month: the institution has something to do."""
    lines = Remittance.objects.filter(clearing__institution=institution, again__isnull=True)
    waiting = lines.filter(answers__in=RemittanceAnswer.objects.exclude(answer=Answer.PAID))
    since = waiting.order_by("run__month").values_list("run__month", flat=True).first()
    if since is None:
        return []
    back = (LineStands.RETURNED, LineStands.CORRECTED)
    return [each for each in lines_to(institution, since) if each.stands in back]


def _stands(line: Remittance, answer: str, institution: Institution) -> LineStands:
    return line_stands(
        answer, is_paid_anew=hasattr(line, "again"),
        is_corrected=bytes(line.account_hash) != bytes(institution.account_hash),
    )  # fmt: skip


def _last(lines: QuerySet[Remittance]) -> list[tuple[Remittance, str]]:
    """The last word on each, what came back after what had arrived."""
    told = RemittanceAnswer.objects.filter(remittance__in=lines).select_related("remittance")
    return sorted(((each.remittance, each.answer) for each in told), key=lambda each: each[1] != Answer.PAID)
