"""The codes of the registry in words people read."""

from enrollment.registry.models import Authority, CardKind, CardState, EmployerKind, IdentifierKind, Sex
from siadmin.kernel.language import Words

SEXES: dict[str, Words] = {Sex.MALE: Words("男", "man"), Sex.FEMALE: Words("女", "woman")}
IDENTIFIER_KINDS: dict[str, Words] = {
    IdentifierKind.CITIZEN_ID: Words("公民身份号码", "Citizen ID number"),
    IdentifierKind.RESIDENCE_PERMIT: Words("港澳台居民居住证号码", "Residence permit number"),
    IdentifierKind.FOREIGN_PR: Words("外国人永久居留身份证号码", "Permanent residence number"),
    IdentifierKind.FOREIGN_NUMBER: Words("外国人社会保障号码", "Social security number for foreigners"),
}
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
