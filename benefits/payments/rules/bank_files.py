"""Files to banks and what banks answer, whoever is paid: one line a payment, plain codes. Pure.

Our reference is the number of the run and the row in it. An answer comes whole or in parts; what arrived may still be
returned by a later one.
"""

from collections.abc import Collection, Iterable, Mapping

from benefits.payments.rules.course import Answer
from siadmin.kernel.refusal import Reason
from siadmin.kernel.sheets import as_csv, read_csv

COLUMNS = ("reference", "name", "account", "amount", "purpose")
ANSWER_COLUMNS = ("reference", "result")
RESULT_UNREADABLE = Reason(
    "payment_result_unreadable",
    "文件不是可读的 CSV 文本。",
    "The file is not readable CSV text.",
    "请从银行系统重新导出回盘文件。",
    "Export the answer again from the bank.",
)
RESULT_COLUMNS = Reason(
    "payment_result_columns",
    "回盘文件缺少列：{missing}。",
    "The bank's answer lacks the columns: {missing}.",
    "列名为 reference, result；结果用所列代码。",
    "The columns are reference, result; results are the listed codes.",
)
RESULT_EMPTY = Reason(
    "payment_result_empty",
    "回盘文件没有一笔结果。",
    "The bank's answer tells of no payment.",
    "请从银行系统重新导出回盘文件。",
    "Export the answer again from the bank.",
)
RESULT_ROW = Reason(
    "payment_result_row",
    "回盘文件第 {row} 行不能读：{value}。",
    "Row {row} of the bank's answer cannot be read: {value}.",
    "整份回盘未导入；更正该行后重新导入。结果代码：{codes}。",
    "Nothing of it was imported; correct the row and import it again. Results are: {codes}.",
)
RESULT_UNKNOWN = Reason(
    "payment_result_unknown",
    "回盘文件中有 {count} 笔不是本文件划付的：{some}。",
    "{count} rows are of payments that are not in this file: {some}.",
    "整份回盘未导入；核对是哪一份文件的回盘，或向银行查询。",
    "Nothing of it was imported; find out which file it answers, or ask the bank.",
)
RESULT_CONTRADICTS = Reason(
    "payment_result_contradicts",
    "{some} 等 {count} 笔此前的结果不同。",
    "{count} payments were answered otherwise before: {some}.",
    "整份回盘未导入；向银行核实。原报退回、实际已到账的，凭银行证明办理“更正银行退回结果”。",
    "Nothing of it was imported; ask the bank. What was told as returned and has arrived is put right by a case.",
)
_SHOWN = 5
_ANSWERS = frozenset(Answer)


def written(number: str, purpose: str, rows: Iterable[tuple[int, str, str, int]]) -> bytes:
    """Row, name, account, fen → one line each, in yuan. UTF-8 with a mark, as banks read it."""
    return as_csv(
        COLUMNS,
        (
            (f"{number}-{row}", name, account, f"{fen // 100}.{fen % 100:02d}", purpose)
            for row, name, account, fen in rows
        ),
    )


def answers_in(content: bytes, number: str) -> dict[int, str]:
    """What an answer says of the rows of a run.

    Raises RESULT_UNREADABLE, RESULT_COLUMNS, RESULT_EMPTY, RESULT_ROW, RESULT_CONTRADICTS.
    """
    told: dict[int, str] = {}
    rows = read_csv(
        content, columns=ANSWER_COLUMNS, required=ANSWER_COLUMNS, unreadable=RESULT_UNREADABLE, lacking=RESULT_COLUMNS
    )
    for line, row in rows:
        run, _, reference = row["reference"].rpartition("-")
        if run != number or not reference.isascii() or not reference.isdigit() or row["result"] not in _ANSWERS:
            value = f"{row['reference'][:40]} {row['result'][:20]}"
            raise RESULT_ROW(row=line, value=value, codes=", ".join(Answer))
        if told.setdefault(int(reference), row["result"]) != row["result"]:
            raise RESULT_CONTRADICTS(count=1, some=row["reference"][:40])
    if not told:
        raise RESULT_EMPTY()
    return told


def told_anew(
    told: Mapping[int, str], sent: Collection[int], before: Mapping[int, str]
) -> tuple[dict[int, str], dict[int, str]]:
    """Those not answered before, and those that had arrived and were returned since. `sent`: the rows of the file.

    Raises RESULT_UNKNOWN, RESULT_CONTRADICTS.
    """
    if unknown := sorted(told.keys() - set(sent)):
        raise RESULT_UNKNOWN(count=len(unknown), some=_some(unknown))
    others = {row: told[row] for row, answer in before.items() if told[row] != answer}
    if wrong := sorted(row for row in others if before[row] != Answer.PAID):
        raise RESULT_CONTRADICTS(count=len(wrong), some=_some(wrong))
    return {row: answer for row, answer in told.items() if row not in before}, others


def _some(rows: Iterable[int]) -> str:
    return ", ".join(str(row) for row in list(rows)[:_SHOWN])
