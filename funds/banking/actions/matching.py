"""Match what the bank told with what the books say, and see that what does not match has somebody who looks for it.

First by reference, then by sum: of the same day, then of days near by. A line may stand for many postings and a posting
for many lines; what is left waits, with an owner and an age, until the books or the bank say the rest.
"""

import datetime as dt
from pathlib import Path

from django.db import transaction
from django.db.models import Min, Sum

from funds.banking import income
from funds.banking.actions.using import BANK_LINE_USED
from funds.banking.models import BankAccount, How, Match, StatementLine
from funds.banking.selectors.lines import told_uses, uses_of
from funds.ledger.models import Posting, Side
from siadmin.agency.models import Region, User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing, run_sql
from siadmin.kernel.refusal import Reason
from siadmin.kernel.workflow import CHANGED_SINCE

SQL = Path(__file__).resolve().parent.parent / "sql"
DAYS_APART = 7  # money on its way between the one who tells of it and the bank
_REFERENCES_AT_ONCE = 5000
# A day's lines together, its postings together: one with one, one sum for a day, one entry for a day, day with day.
_TOGETHER = ((False, False), (False, True), (True, False), (True, True))

NOT_THE_SAME_MONEY = Reason(
    "not_the_same_money",
    "该笔分录不属于此银行账户，或收付方向相反，或已与其他流水对上。",
    "This posting is of another account, of the other direction, or matched already.",
    "请选择同一账户、同一方向、尚未对上的分录。",
    "Choose a posting of the same account and direction that is still open.",
)


@transaction.atomic
def match_lines(*, bank_account: BankAccount, at: dt.datetime) -> int:
    """Match the open lines of an account; returns how many wait for nobody any more. Again changes nothing."""
    _lock(bank_account.pk)
    first = StatementLine.objects.filter(bank_account=bank_account, matched_at=None).aggregate(on=Min("value_on"))["on"]
    if first is None:
        return 0
    asked = {"bank_account": bank_account.pk, "since": first - dt.timedelta(days=DAYS_APART), "at": at}
    _match_references(bank_account, asked)
    while _match_sums(asked):
        pass
    return _mark(bank_account.pk, at)


def match_region(*, region: Region, at: dt.datetime) -> int:
    """Every account of a region's books."""
    accounts = BankAccount.objects.filter(account__book__region=region).select_related("account__book").order_by("pk")
    return sum(match_lines(bank_account=bank_account, at=at) for bank_account in accounts)


def _lock(bank_account_id: int) -> None:
    """An account is matched by one at a time."""
    BankAccount.objects.select_for_update(no_key=True).get(pk=bank_account_id)


def _match_references(bank_account: BankAccount, asked: dict[str, object]) -> None:
    run_sql(SQL / "match_parts.sql", asked)
    waiting = StatementLine.objects.filter(bank_account=bank_account, matched_at=None, amount_fen__gt=0)
    references = list(waiting.order_by("pk").values_list("bank_reference", flat=True))
    for start in range(0, len(references), _REFERENCES_AT_ONCE):
        told = income.told.call(bank_account.account.book, references[start : start + _REFERENCES_AT_ONCE])
        if told:
            run_sql(
                SQL / "match_references.sql",
                asked
                | {
                    "entries": [each.entry_key for each in told],
                    "told_under": [each.reference for each in told],
                    "amounts": [each.amount_fen for each in told],
                },
            )


def _match_sums(asked: dict[str, object]) -> int:
    """Every way once, the surest first; returns how many matches that made. One may leave another without its rival."""
    made = 0
    for apart in (0, DAYS_APART):
        for lines, postings in _TOGETHER:
            how = {"lines_together": lines, "postings_together": postings, "apart": apart}
            ((count,),) = run_sql(SQL / "match_sums.sql", asked | how)
            made += count
    return made


def _mark(bank_account_id: int, at: dt.datetime) -> int:
    ((count,),) = run_sql(SQL / "mark_matched.sql", {"bank_account": bank_account_id, "at": at})
    return int(count)


@transaction.atomic
def match_by_hand(*, line_id: int, posting_id: int, seen_rest_fen: int, by: User, at: dt.datetime) -> StatementLine:
    """Say that a line and a posting are the same money, as far as both are open; the rest of the line goes on waiting.

    `seen_rest_fen` is what the person saw open. Raises CHANGED_SINCE, NOT_THE_SAME_MONEY, BANK_LINE_USED.
    """
    _lock(StatementLine.objects.get(pk=line_id).bank_account_id)
    line = StatementLine.objects.select_related("bank_account").get(pk=line_id)
    rest = abs(line.amount_fen) - _matched(line=line)
    if not rest or rest != seen_rest_fen:
        raise CHANGED_SINCE()
    side = Side.DEBIT if line.amount_fen > 0 else Side.CREDIT
    posting = Posting.objects.filter(pk=posting_id, account=line.bank_account.account_id, side=side).first()
    open_fen = posting.amount_fen - _matched(posting=posting) if posting else 0
    if posting is None or not open_fen or Match.objects.filter(line=line, posting=posting).exists():
        raise NOT_THE_SAME_MONEY()
    amount = min(rest, open_fen)
    uses = uses_of(line.bank_account.account_id, line.bank_reference)
    with refusing("match_of_a_used_line", BANK_LINE_USED(reference=line.bank_reference, used=told_uses(uses))):
        Match.objects.create(line=line, posting=posting, amount_fen=amount, how=How.HAND, matched_by=by, matched_at=at)
    _mark(line.bank_account_id, at)
    record(
        by=by, at=at, code="statement_line_matched", subject_kind="bank_account", subject=str(line.bank_account_id),
        reference=line.bank_reference, amount_fen=amount, entry=posting.entry.key,
    )  # fmt: skip
    line.refresh_from_db()
    return line


def _matched(**what: StatementLine | Posting) -> int:
    return int(Match.objects.filter(**what).aggregate(sum=Sum("amount_fen", default=0))["sum"])


@transaction.atomic
def own_line(*, line_id: int, by: User, at: dt.datetime) -> StatementLine:
    """Take a line on that the books do not know: from now on it has a name beside its age."""
    line = _waiting(line_id)
    line.owner = by
    line.save(update_fields=["owner"])
    record(
        by=by, at=at, code="statement_line_owned", subject_kind="bank_account", subject=str(line.bank_account_id),
        reference=line.bank_reference,
    )  # fmt: skip
    return line


@transaction.atomic
def explain_line(*, line_id: int, note: str, by: User, at: dt.datetime) -> StatementLine:
    """Write down what a line comes from; it waits until the books say the same."""
    line = _waiting(line_id)
    line.note = note[:500]
    line.owner = line.owner or by
    line.save(update_fields=["note", "owner"])
    record(
        by=by, at=at, code="statement_line_explained", subject_kind="bank_account", subject=str(line.bank_account_id),
        reason=note, reference=line.bank_reference,
    )  # fmt: skip
    return line


def _waiting(line_id: int) -> StatementLine:
    """The line, locked; raises CHANGED_SINCE when it was matched meanwhile."""
    line = (
        StatementLine.objects.select_for_update(of=("self",))
        .select_related("owner")
        .filter(pk=line_id, matched_at=None)
        .first()
    )
    if line is None:
        raise CHANGED_SINCE()
    return line
