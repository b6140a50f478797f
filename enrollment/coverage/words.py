"""What the codes of coverage are called."""

from enrollment.coverage.rules.kinds import (
    Answer,
    Channel,
    Claim,
    Closed,
    Decision,
    Field,
    Kind,
    Register,
    Result,
)
from siadmin.kernel.language import Words

KINDS: dict[str, Words] = {
    Kind.MISSING: Words("未参保", "Missing"),
    Kind.LAPSED: Words("断保", "Lapsed"),
    Kind.INTERRUPTED: Words("欠缴中断", "Interrupted"),
}
KIND_MEANINGS: dict[str, Words] = {
    Kind.MISSING: Words("登记数据中有此人，从未参保", "Known to a register, never insured"),
    Kind.LAPSED: Words("离开后未再参保", "Left a scheme and joined none"),
    Kind.INTERRUPTED: Words("在保而有月份未缴费", "Insured, months unpaid"),
}
KIND_STATES: dict[str, str] = {Kind.MISSING: "late", Kind.LAPSED: "due", Kind.INTERRUPTED: "back"}
REGISTERS: dict[str, Words] = {
    Register.DEATH: Words("死亡登记", "Deaths"),
    Register.HOUSEHOLD: Words("户籍登记", "Households"),
    Register.MARKET: Words("市场主体登记", "Market register"),
    Register.WAGE_TAX: Words("工资薪金个税", "Wage tax"),
    Register.PRISON: Words("服刑人员", "People in prison"),
}
SOURCES: dict[str, Words] = {
    Register.DEATH: Words("卫生健康、公安、民政", "health, police, civil affairs"),
    Register.HOUSEHOLD: Words("公安", "police"),
    Register.MARKET: Words("市场监管", "market regulation"),
    Register.WAGE_TAX: Words("税务", "tax authority"),
    Register.PRISON: Words("司法行政", "administration of justice"),
}
RESULTS: dict[str, Words] = {
    Result.JOINING: Words("将办理参保", "Is joining"),
    Result.NOT_REACHED: Words("未联系上", "Not reached"),
    Result.EMPLOYER_ASKED: Words("已督促单位", "Employer was asked"),
    Result.INSURED_ELSEWHERE: Words("已在他处参保（有凭证）", "Insured elsewhere (with proof)"),
    Result.REFUSES: Words("本人不愿参加", "Does not want to join"),
    Result.MOVED_AWAY: Words("已迁往外地", "Moved away"),
    Result.NOT_FOUND: Words("查无此人", "Cannot be found"),
    Result.DECEASED: Words("已去世（有证明）", "Has died (with proof)"),
    Result.STUDENT: Words("在校学生", "Is a student"),
}
CHANNELS: dict[str, Words] = {
    Channel.PHONE: Words("电话", "phone"),
    Channel.VISIT: Words("上门", "visit"),
    Channel.LETTER: Words("信函", "letter"),
    Channel.MESSAGE: Words("消息", "message"),
}
CLOSINGS: dict[str, Words] = {
    Closed.COVERED: Words("已参保", "insured since"),
    Closed.PAID: Words("已缴费", "paid since"),
    Closed.DIED: Words("已去世", "has died"),
    Closed.NOT_OWED: Words("不再符合条件", "no longer applies"),
    Closed.WORKED: Words("走访已有结果", "worked to an end"),
}
FIELDS: dict[str, Words] = {
    Field.NAME: Words("姓名", "Name"),
    Field.NUMBER: Words("身份号码", "Identity number"),
    Field.DIED_ON: Words("死亡日期", "Day of death"),
    Field.EMPLOYER_NAME: Words("单位名称", "Employer's name"),
    Field.LEGAL_REPRESENTATIVE: Words("法定代表人", "Legal representative"),
    Field.CANCELLED: Words("已注销", "Closed there"),
    Field.UNREGISTERED: Words("未办社保登记", "Not registered with us"),
}
DECISIONS: dict[str, Words] = {
    Decision.OURS: Words("以社保登记为准", "Ours holds"),
    Decision.THEIRS: Words("以共享数据为准", "Theirs holds"),
    Decision.DIFFERENT: Words("不是同一人（单位）", "Two different ones"),
}
CLAIMS: dict[str, Words] = {
    Claim.NOT_INSURED: Words("未给我参保", "I was not insured"),
    Claim.UNPAID: Words("参了保但未缴费", "Insured, but not paid"),
    Claim.BASE_TOO_LOW: Words("缴费基数低于工资", "The base is below my wage"),
}
ANSWERS: dict[str, Words] = {
    Answer.ADMITS: Words("属实，将补办", "It is so; we will put it right"),
    Answer.PARTLY: Words("部分属实", "It is so in part"),
    Answer.DENIES: Words("不属实", "It is not so"),
}
ANSWER_STATES: dict[str, str] = {Answer.ADMITS: "ok", Answer.PARTLY: "due", Answer.DENIES: "late"}
