"""Words of transfers, in both languages."""

from collections.abc import Mapping

from contributions.transfers.rules.course import Act, Side, State
from siadmin.agency.insurances import Insurance, ResidentScheme
from siadmin.kernel.language import Words
from siadmin.letters.texts import MessageText

STATES: dict[str, Words] = {
    State.REQUESTED: Words("待转出地办理", "waits for the old place"),
    State.PREPARED: Words("已核算，待复核", "amounts prepared, to be reviewed"),
    State.REFUSING: Words("拟不予转移，待复核", "refusal prepared, to be reviewed"),
    State.ANSWERED: Words("信息表已出，待划款", "form issued, to be paid"),
    State.IN_TRANSIT: Words("资金在途", "money in transit"),
    State.CREDITED: Words("已接续", "completed"),
    State.REFUSED: Words("不予转移", "refused"),
    State.WITHDRAWN: Words("已撤回", "withdrawn"),
}
STATE_KINDS: dict[str, str] = {
    State.REQUESTED: "due",
    State.PREPARED: "act",
    State.REFUSING: "act",
    State.ANSWERED: "act",
    State.IN_TRANSIT: "wait",
    State.CREDITED: "ok",
    State.REFUSED: "late",
    State.WITHDRAWN: "back",
}
# As they stand on buttons.
PRESSES: dict[str, Words] = {
    Act.PREPARE: Words("核算并提交复核", "Prepare the amounts"),
    Act.PREPARE_REFUSAL: Words("拟不予转移", "Prepare a refusal"),
    Act.SEND_BACK: Words("退回", "Send back"),
    Act.ANSWER: Words("复核并出具信息表", "Approve and issue the form"),
    Act.REFUSE: Words("确认不予转移", "Confirm the refusal"),
    Act.PAY_OUT: Words("划出资金", "Pay the money out"),
    Act.RECEIVE: Words("确认到账并记入", "Confirm arrival and credit"),
    Act.WITHDRAW: Words("撤回申请", "Withdraw"),
}
ICONS: dict[str, str] = {
    Act.PREPARE: "ti-calculator",
    Act.PREPARE_REFUSAL: "ti-ban",
    Act.SEND_BACK: "ti-arrow-back-up",
    Act.ANSWER: "ti-file-check",
    Act.REFUSE: "ti-ban",
    Act.PAY_OUT: "ti-send",
    Act.RECEIVE: "ti-download",
    Act.WITHDRAW: "ti-x",
}
SIDES: dict[str, Words] = {Side.OLD: Words("转出地", "the old place"), Side.NEW: Words("转入地", "the new place")}
RELATIONS: dict[str, Words] = {
    Insurance.PENSION: Words("职工基本养老保险关系", "Employees' pension relation"),
    Insurance.MEDICAL: Words("职工基本医疗保险关系", "Employees' medical relation"),
    Insurance.UNEMPLOYMENT: Words("失业保险关系", "Unemployment relation"),
    ResidentScheme.PENSION: Words("城乡居民基本养老保险关系", "Residents' pension relation"),
}
INSURANCES: dict[str, Words] = {
    Insurance.PENSION: Words("职工基本养老保险", "Employees' pension insurance"),
    Insurance.MEDICAL: Words("职工基本医疗保险", "Employees' medical insurance"),
    Insurance.UNEMPLOYMENT: Words("失业保险", "Unemployment insurance"),
    ResidentScheme.PENSION: Words("城乡居民基本养老保险", "Residents' pension insurance"),
}


def moving_words(insurance: str, to_insurance: str, names: Mapping[str, Words] = INSURANCES) -> Words:
    """What moves, and into which scheme where that is another."""
    name = names[insurance]
    if insurance == to_insurance:
        return name
    into = INSURANCES[to_insurance]
    return Words(f"{name.zh}（转入{into.zh}）", f"{name.en} (into: {into.en})")


REQUESTED = MessageText(
    "transfer_requested",
    "关系转移已受理",
    "Your transfer has begun",
    "{relation}由{from_place}转往{to_place}，联系函已发出，{from_place}应在 {due_on} 前办理。",
    "{relation}, from {from_place} to {to_place}: the contact letter is sent; {from_place} must act by {due_on}.",
)
PAID_OUT = MessageText(
    "transfer_paid_out",
    "转移资金已划出",
    "Your money is on its way",
    "{from_place}已划出 {total_fen}，{to_place}应在 {due_on} 前记入。",
    "{from_place} has paid {total_fen}; {to_place} must credit it by {due_on}.",
)
CREDITED = MessageText(
    "transfer_credited",
    "关系转移已办结",
    "Your transfer is complete",
    "{relation}已接续至{to_place}：转入 {total_fen}，缴费 {months} 个月合并计算。",
    "{relation} is now in {to_place}: {total_fen} came, and {months} months count there.",
)
CHANGED_SCHEME = MessageText(
    "transfer_changed_scheme",
    "制度衔接已办结",
    "Your change of scheme is complete",
    "{relation}已在{to_place}办结：个人账户并入 {total_fen}，原缴费年限不合并计算。",
    "{relation}, in {to_place}, is complete: {total_fen} joined your account; the years before do not count there.",
)
RETURNED = MessageText(
    "transfer_overlap_returned",
    "重复缴费已退还",
    "What you paid twice was returned",
    "{place}已于 {day} 将重复缴费时段的居民养老保险个人缴费 {amount_fen} 退还给您。",
    "On {day} {place} returned {amount_fen} to you: what you paid as a resident for months paid as an employee too.",
)
OPENED = MessageText(
    "temporary_account_opened",
    "已建立临时缴费账户",
    "A temporary account was opened for you",
    "您的职工基本养老保险关系保留在{kept_at}；在{place}的单位和个人缴费全部记入临时缴费账户，退休时连同利息全额归集到待遇领取地。",
    "Your employees' pension relation stays in {kept_at}. All that you and your employer pay in {place} is kept in a "
    "temporary account; at retirement all of it, with interest, goes where your pension is drawn.",
)
RECORD_SENT = MessageText(
    "transfer_record_sent",
    "缴费记录已转出",
    "Your record is on its way",
    "{from_place}已转出缴费记录，{to_place}应在 {due_on} 前接续。",
    "{from_place} has sent your record; {to_place} must take it in by {due_on}.",
)
RECORD_TAKEN = MessageText(
    "transfer_record_taken",
    "关系转移已办结",
    "Your transfer is complete",
    "{relation}已接续至{to_place}：缴费 {months} 个月合并计算。",
    "{relation} is now in {to_place}: {months} months count there.",
)
REFUSED = MessageText(
    "transfer_refused",
    "转移未获办理",
    "Your transfer was refused",
    "{from_place}决定不予转移。书面决定附后，其中载明理由和如何提出异议。",
    "{from_place} has refused it. The written decision comes with this message; it says why, and how to object.",
)
