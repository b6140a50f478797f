"""What was charged and credited under one record of a person since a month, told to whoever undoes a merge."""

from django.db.models import F, Sum

from contributions.accounts.models import AccountCredit, AccountMove, AccountPayment, Opening, SubsidyCredit
from contributions.assessment.models import AssessmentLine
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month


def booked_under(person_id: int, since: Month) -> list[Words]:
    """Months charged and what they came to; what came to the accounts. Of this record alone."""
    lines = AssessmentLine.objects.filter(person_id=person_id, month__gte=since)
    charged = lines.aggregate(fen=Sum(F("employer_fen") + F("employee_fen")))["fen"] or 0
    months = len(set(lines.values_list("month", flat=True)))
    credits = AccountCredit.objects.filter(person_id=person_id, credited_on__gte=since.first_day)
    credited = credits.aggregate(fen=Sum("amount_fen"))["fen"] or 0
    found = []
    if months:
        found.append(
            Words("核定 {months} 个月，¥{fen}", "{months} months charged, ¥{fen}").filled(
                months=months, fen=written(charged)
            )
        )
    if credited:
        found.append(Words("记入账户 ¥{fen}", "¥{fen} credited to accounts").filled(fen=written(credited)))
    return found + _came_otherwise(person_id, since)


def _came_otherwise(person_id: int, since: Month) -> list[Words]:
    """What government added, what was brought from elsewhere, what moved between regions, what paid for care."""
    added, brought, moved, paid = (
        rows.filter(person_id=person_id).aggregate(fen=Sum(amount))["fen"] or 0
        for rows, amount in (
            (SubsidyCredit.objects.filter(credited_on__gte=since.first_day), F("amount_fen")),
            (Opening.objects.filter(opened_on__gte=since.first_day), F("amount_fen")),
            (
                AccountMove.objects.filter(moved_on__gte=since.first_day, principal_fen__gt=0),
                F("principal_fen") + F("interest_fen"),
            ),
            (AccountPayment.objects.filter(paid_on__gte=since.first_day), F("amount_fen")),
        )
    )
    told = (
        (added, Words("政府补贴 ¥{fen}", "¥{fen} added by government")),
        (brought, Words("以前记载转入 ¥{fen}", "¥{fen} brought from earlier records")),
        (moved, Words("关系转入 ¥{fen}", "¥{fen} moved here from another region")),
        (paid, Words("账户支付医疗费 ¥{fen}", "¥{fen} of it paid for care")),
    )
    return [words.filled(fen=written(fen)) for fen, words in told if fen]
