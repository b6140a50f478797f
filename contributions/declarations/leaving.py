"""Why somebody left, as pay offices write it, in the codes of IMPL 13."""

from enrollment.participation.models import EndReason

# First match wins; longer words stand before the shorter ones they contain.
_WORDS: tuple[tuple[EndReason, tuple[str, ...]], ...] = (
    (EndReason.DIED, ("死亡", "去世", "身故", "died", "death", "deceased")),
    (EndReason.RETIRED, ("退休", "retire")),
    (EndReason.RESIGNED, ("辞职", "本人提出", "主动离职", "个人原因", "resign", "quit")),
    (EndReason.CONTRACT_EXPIRED, ("合同期满", "合同到期", "期满", "到期", "expire")),
    (EndReason.EMPLOYER_DISSOLVED, ("破产", "注销", "解散", "关闭", "dissol", "bankrupt")),
    (EndReason.DISMISSED_FOR_FAULT, ("开除", "除名", "违纪", "过错", "misconduct", "fault")),
    (EndReason.AGREED_ON_EMPLOYERS_PROPOSAL, ("协商", "协议解除", "mutual", "agreed")),
    (EndReason.FORCED_BY_EMPLOYERS_BREACH, ("被迫", "第三十八条", "38条")),
    (EndReason.MOVED_WITHIN_GROUP, ("调动", "调出", "transfer")),
    (
        EndReason.EMPLOYER_TERMINATED,
        ("辞退", "解雇", "裁员", "单位解除", "解除", "终止", "terminat", "dismiss", "laid off"),
    ),
)


def reason_of(text: str) -> str | None:
    """The code for a reason in words, `other` for words we do not know, None for none."""
    folded = text.strip().lower()
    if not folded:
        return None
    if folded in EndReason.values:
        return folded
    for reason, words in _WORDS:
        if any(word in folded for word in words):
            return str(reason)
    return str(EndReason.OTHER)
