"""What people who pay for themselves are told: from which month, on which base, until when to pay, what stops."""

from siadmin.letters.texts import MessageText

OWN_JOINED = MessageText(
    "own_joined",
    "您自 {from_month} 起以灵活就业身份参保",
    "You have joined in flexible employment, from {from_month} on",
    "险种：{insurances}；月缴费基数 {base_fen}，{rhythm}缴费。{from_month} 的费用须在 {due_on} 前（含当日）缴清；"
    "逾期不能补缴，该月不计入缴费年限。",
    "Insured: {insurances}, on a base of {base_fen} a month, paid {rhythm}. Pay {from_month} by {due_on}; after that "
    "it cannot be paid, and the month does not count.",
)
OWN_CHANGED = MessageText(
    "own_changed",
    "您的缴费基数或周期自 {from_month} 起变更",
    "Your base or rhythm changes from {from_month} on",
    "自 {from_month} 起，月缴费基数 {base_fen}，{rhythm}缴费。{from_month} 的费用须在 {due_on} 前（含当日）缴清；"
    "此前月份不变。",
    "From {from_month} on you pay on a base of {base_fen} a month, {rhythm}. Pay {from_month} by {due_on}; months "
    "before it stay as they were.",
)
OWN_STOPPED = MessageText(
    "own_stopped",
    "您自 {first_month} 起停止以灵活就业身份缴费",
    "You stop paying for yourself from {first_month} on",
    "自 {first_month} 起您不再以灵活就业身份参保，不再产生应缴费用。此前的月份仍可在各自期限内缴清；"
    "已记入个人账户的仍归您，可随时重新参保。",
    "From {first_month} on you are not insured in flexible employment and nothing more is asked for. Months before it "
    "can still be paid by their days; what is in your account stays yours, and you may join again at any time.",
)
OWN_EMPLOYED = MessageText(
    "own_employed",
    "您自 {first_month} 起改由用人单位缴费",
    "Your employer pays for you from {first_month} on",
    "您已通过用人单位参加职工保险，自 {first_month} 起不再以灵活就业身份缴费。此前的月份仍可在各自期限内缴清。",
    "You are insured through an employer; from {first_month} on you no longer pay for yourself. Months before it can "
    "still be paid by their days.",
)
TIER_CHOSEN = MessageText(
    "tier_chosen",
    "您已选择 {year} 年{scheme}",
    "You have chosen {scheme} for {year}",
    "缴费档次 {tier_fen}，须在 {due_on} 前（含当日）缴清；缴清后计入该年度。",
    "Your tier is {tier_fen} for the year; pay it by {due_on}. The year counts once it is paid.",
)
TIER_PAID_FOR = MessageText(
    "tier_paid_for",
    "{year} 年{scheme}由政府代缴",
    "Government pays {scheme} for you in {year}",
    "缴费档次 {tier_fen}，您本人不需要缴费。",
    "Your tier is {tier_fen} for the year; there is nothing for you to pay.",
)
TIER_GIVEN_UP = MessageText(
    "tier_given_up",
    "您已撤销 {year} 年{scheme}的选择",
    "You have given up {scheme} for {year}",
    "{year} 年度不再向您收取费用，也不计入缴费年限；可以重新选择档次。",
    "Nothing is asked of you for {year}, and it does not count; you may choose a tier anew.",
)
