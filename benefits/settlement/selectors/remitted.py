"""What became of the lines of a clearing's files: the bank's last word on each."""

from django.db.models import QuerySet

from benefits.payments.rules.course import Answer
from benefits.settlement.models import ClearingRun, Remittance, RemittanceAnswer


def last_answers(lines: QuerySet[Remittance]) -> dict[int, str]:
    """By row; those that no bank answered are not named. What came back came back after it arrived."""
    told = RemittanceAnswer.objects.filter(remittance__in=lines).values_list("remittance__row", "answer")
    return dict(sorted(told, key=lambda each: each[1] != Answer.PAID))


def returned_of(own: ClearingRun) -> list[tuple[Remittance, str]]:
    """What banks returned and nobody has paid anew yet, with the code."""
    told = last_answers(own.remittances.all())
    back = [row for row, answer in told.items() if answer != Answer.PAID]
    lines = own.remittances.filter(row__in=back, again__isnull=True)
    found = lines.select_related("clearing__institution__employer", "file").order_by("row")
    return [(each, told[each.row]) for each in found]
