"""What the two of a mandate are told."""

from siadmin.letters.texts import MessageText

AGENT_RECORDED = MessageText(
    "agent_recorded",
    "已登记可以代您办事的人（授权 {mandate}）",
    "Somebody may now act for you (mandate {mandate})",
    "如非您本意，请立即在“代办人”页面终止，或到窗口、拨打 12333 终止。",
    "If you did not want this, end it at once on the page “Agents”, at a counter, or by calling 12333.",
)
AGENT_ENDED = MessageText(
    "agent_ended",
    "代办授权 {mandate} 已终止",
    "Mandate {mandate} has ended",
    "自即时起，不能再凭此授权办理事项；此前已受理的事项继续办理。",
    "From now on nothing is done by it; cases received before go on.",
)
