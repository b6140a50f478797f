"""The codes of the registry in words people read."""

from enrollment.registry.models import Authority, CardKind, CardState, EmployerKind, IdentifierKind, Sex, Verdict
from enrollment.registry.rules.alike import Sign
from siadmin.kernel.language import Words

SEXES: dict[str, Words] = {Sex.MALE: Words("男", "man"), Sex.FEMALE: Words("女", "woman")}
IDENTIFIER_KINDS: dict[str, Words] = {
    IdentifierKind.CITIZEN_ID: Words("公民身份号码", "Citizen ID number"),
    IdentifierKind.RESIDENCE_PERMIT: Words("港澳台居民居住证号码", "Residence permit number"),
    IdentifierKind.FOREIGN_PR: Words("外国人永久居留身份证号码", "Permanent residence number"),
    IdentifierKind.FOREIGN_NUMBER: Words("外国人社会保障号码", "Social security number for foreigners"),
}
SIGNS: dict[str, Words] = {
    Sign.NUMBER: Words(
        "号码只差一位、相邻两位颠倒，或为十五位旧号码", "Numbers a digit apart, two swapped, or the old one of 15"
    ),
    Sign.PHONE: Words("同一手机号码", "Same phone"),
    Sign.CARD: Words("同一银行账户", "Same bank account"),
    Sign.NAME: Words("同名", "Same name"),
    Sign.BIRTH: Words("同日出生", "Same day of birth"),
    Sign.DOCUMENTS: Words("登记用的证件种类不同", "Registered by different kinds of document"),
    Sign.SOUND: Words("姓名同音", "Names sound the same"),
    Sign.BIRTH_SLIP: Words("出生日期只差年、月、日中的一项", "Days of birth differ in one of year, month, day"),
}
VERDICTS: dict[str, Words] = {
    "": Words("待判断", "To be answered"),
    Verdict.SAME: Words("同一人，已合并", "One person, merged"),
    Verdict.DIFFERENT: Words("不是同一人", "Not the same person"),
}
VERDICT_STATES: dict[str, str] = {"": "act", Verdict.SAME: "ok", Verdict.DIFFERENT: "wait"}
EMPLOYER_KINDS: dict[str, Words] = {
    EmployerKind.ENTERPRISE: Words("企业", "Enterprise"),
    EmployerKind.INSTITUTION: Words("事业单位", "Public institution"),
    EmployerKind.GOVERNMENT: Words("国家机关", "Government body"),
    EmployerKind.SOCIAL_ORGANISATION: Words("社会组织", "Social organisation"),
    EmployerKind.INDIVIDUAL_BUSINESS: Words("有雇工的个体工商户", "Individual business with employees"),
}
AUTHORITIES: dict[str, Words] = {
    Authority.MARKET: Words("市场监督管理部门", "Market regulation authority"),
    Authority.CIVIL_AFFAIRS: Words("民政部门", "Civil affairs authority"),
    Authority.ESTABLISHMENT: Words("机构编制管理机关", "Establishment office"),
}
CARD_KINDS: dict[str, Words] = {
    CardKind.SOCIAL_SECURITY_CARD: Words("社会保障卡", "Social security card"),
    CardKind.E_VOUCHER: Words("医保电子凭证", "Medical e-voucher"),
}
CARD_STATES: dict[str, Words] = {
    CardState.ISSUED: Words("正常", "good"),
    CardState.SUSPENDED: Words("暂停使用", "suspended"),
    CardState.LOST: Words("已挂失", "reported lost"),
    CardState.CANCELLED: Words("已注销", "cancelled"),
}
