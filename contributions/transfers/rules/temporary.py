"""Older movers: the relation stays, the new place keeps a temporary account, and all that was paid into it moves. Pure.

Source: 国办发〔2009〕66号 art. 5: men of 50 and women of 40 who do not return to their household place keep their
relation; the new place records what employer and person pay, all of it, and hands it on with interest to the place of
the relation or of benefits.
"""

from collections.abc import Sequence
from enum import StrEnum

from contributions.transfers.rules.amounts import Year
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen, written
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law, Trace


class Keeping(StrEnum):
    """What a new place keeps for somebody who joins there."""

    RELATION = "relation"
    TEMPORARY = "temporary"


KEEPING_WORDS: dict[str, Words] = {
    Keeping.RELATION: Words("基本养老保险关系", "the pension relation"),
    Keeping.TEMPORARY: Words("临时缴费账户", "a temporary account"),
}


def keeping(*, born: Month, joined: Month, goes_home: bool, limit: Law) -> Explained[Keeping]:
    """Whether the relation follows somebody who joined a place in `joined`, or an account there is temporary (art. 5).

    `limit`: months of age, by sex. Whoever goes to the household place takes the relation along at any age.
    """
    trace = Trace()
    age = joined.index - born.index
    trace.fact(Words("参保时年龄（月）", "Age on joining, in months"), age, "months")
    least = int(trace.law(Words("临时缴费账户起始年龄", "Age from which an account is temporary"), limit))
    if goes_home:
        found, why = Keeping.RELATION, Words("返回户籍地", "it is the household place")
    elif age < least:
        found, why = Keeping.RELATION, Words(f"{age} < {least}", f"{age} < {least}")
    else:
        found, why = Keeping.TEMPORARY, Words(f"{age} ≥ {least}", f"{age} ≥ {least}")
    kept = KEEPING_WORDS[found]
    trace.step(Words("新参保地建立", "The new place keeps"), kept, "text", why, is_result=True)
    sentence = Words(f"新参保地建立{kept.zh}：{why.zh}。", f"The new place keeps {kept.en}: {why.en}.")
    return trace.conclude(found, sentence)


def whole_part(years: Sequence[Year], interest_fen: int) -> Explained[Fen]:
    """What moves of the pooled fund from a temporary account, in fen: all that employers paid, and its interest."""
    trace = Trace()
    paid = 0
    for each in sorted(years, key=lambda one: one.year):
        if each.employer_fen:
            name = Words(f"{each.year} 年单位缴费", f"Paid by employers in {each.year}")
            trace.money(name, each.employer_fen, Words(f"{each.months} 个月", f"{each.months} months"))
        paid += each.employer_fen
    rate = Words("按个人账户记账利率", "at the record rate of personal accounts")
    trace.money(Words("单位缴费利息", "Interest on it"), interest_fen, rate)
    amount = paid + interest_fen
    how = f"{written(paid)} + {written(interest_fen)}"
    trace.money(Words("单位缴费本息", "Employers' part, whole"), amount, Words(how, how), is_result=True)
    sentence = Words(
        f"临时缴费账户的单位缴费本息 {written(amount)} 元全额转移，不按12%折算。",
        f"All that employers paid into the temporary account moves with interest, ¥{written(amount)}; not 12 %.",
    )
    return trace.conclude(Fen(amount), sentence)
