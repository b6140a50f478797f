"""What people who pay for themselves choose, in words."""

from contributions.selfpay.models import SubsidyKind
from enrollment.participation.models import Rhythm
from siadmin.kernel.language import Words

RHYTHMS: dict[str, Words] = {
    Rhythm.MONTHLY: Words("按月", "by the month"),
    Rhythm.QUARTERLY: Words("按季", "by the quarter"),
    Rhythm.HALF_YEARLY: Words("按半年", "by the half-year"),
    Rhythm.YEARLY: Words("按年", "by the year"),
}
CATEGORIES: dict[str, Words] = {
    "resident": Words("一般居民", "resident"),
    "resident_minimum_living": Words("最低生活保障对象", "on minimum living allowance"),
    "resident_extreme_poverty": Words("特困人员", "in extreme poverty"),
    "resident_severely_disabled": Words("重度残疾人", "severely disabled"),
}
SUBSIDIES: dict[str, Words] = {
    SubsidyKind.PENSION_RESIDENT: Words("居民养老缴费补贴", "Residents' pension subsidy"),
    SubsidyKind.MEDICAL_RESIDENT: Words("居民医保财政补助", "Residents' medical subsidy"),
    SubsidyKind.HARD_TO_PLACE: Words("就业困难人员社保补贴", "Subsidy for the hard to place"),
}
