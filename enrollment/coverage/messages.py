"""What people are told of a disputed month."""

from siadmin.letters.texts import MessageText

DISPUTE_OPENED = MessageText(
    "dispute_opened",
    "有职工对 {months} 的参保提出异议",
    "An employee disputes {months}",
    "请在 {answer_due_on} 前答复，说明情况并附材料；逾期不答复的，经办机构依现有材料处理。",
    "Answer by {answer_due_on}, with papers; without an answer the agency decides on what it has.",
)
DISPUTE_ANSWERED = MessageText(
    "dispute_answered",
    "单位已答复您对 {months} 的异议",
    "The employer answered your dispute of {months}",
    "单位的答复：{answer}。经办机构将在 {decided_by_on} 前作出处理。",
    "It says: {answer}. The agency decides by {decided_by_on}.",
)
DISPUTE_ORDERED = MessageText(
    "dispute_ordered",
    "责令限期补办 {months}",
    "Ordered to put {months} right",
    "职工的异议成立，请在 {comply_by_on} 前为其补办参保并补缴；逾期按社会保险法第63条、第84条、第86条处理。",
    "The dispute is upheld: insure and pay for these months by {comply_by_on}; after that SIL 63, 84 and 86 apply.",
)
DISPUTE_UPHELD = MessageText(
    "dispute_upheld",
    "您对 {months} 的异议成立",
    "Your dispute of {months} is upheld",
    "单位须在 {comply_by_on} 前补办并补缴。滞纳金由单位承担。",
    "The employer must put it right by {comply_by_on}. A late fee is the employer's alone.",
)
DISPUTE_PUT_RIGHT = MessageText(
    "dispute_put_right",
    "单位已补办 {months}",
    "{months} put right by the employer",
    "您提出异议的月份已经补办，可在“我的缴费记录”中查看。",
    "The months you disputed are put right; see your record.",
)
