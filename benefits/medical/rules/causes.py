"""What the fund does not pay, and what it pays in advance of whoever owes it (SIL 30; MFS 17)."""

from enum import StrEnum

from siadmin.kernel.language import Words


class Cause(StrEnum):
    """Why care was needed, as far as it decides who pays."""

    ILLNESS = "illness"
    WORK_INJURY = "work_injury"
    THIRD_PARTY = "third_party"
    THIRD_PARTY_UNPAID = "third_party_unpaid"
    PUBLIC_HEALTH = "public_health"
    ABROAD = "abroad"

    @property
    def words(self) -> Words:
        return _CAUSES[self]

    @property
    def excluded(self) -> Words | None:
        """Why the fund does not pay; none where it pays."""
        return _EXCLUDED.get(self)


_CAUSES = {
    Cause.ILLNESS: Words("疾病，或者没有第三人责任的意外", "Illness, or an accident nobody else answers for"),
    Cause.WORK_INJURY: Words("工伤，应当由工伤保险基金支付", "A work injury: the work injury fund's"),
    Cause.THIRD_PARTY: Words("第三人责任，由第三人支付", "A third party answers for it and pays"),
    Cause.THIRD_PARTY_UNPAID: Words(
        "第三人责任，第三人不支付或者无法确定，请求先行支付",
        "A third party answers for it, but does not pay or is unknown: pay in advance",
    ),
    Cause.PUBLIC_HEALTH: Words("应当由公共卫生负担", "Public health pays for it"),
    Cause.ABROAD: Words("在境外就医", "Care abroad"),
}
_EXCLUDED = {
    Cause.WORK_INJURY: Words(
        "应当从工伤保险基金中支付的医疗费用，不纳入基本医疗保险基金支付范围（社会保险法第30条第(一)项）；请申请工伤医疗待遇",
        "costs of the work injury fund are not paid by this one (SIL 30(1)); claim them from work injury insurance",
    ),
    Cause.THIRD_PARTY: Words(
        "应当由第三人负担的医疗费用，不纳入支付范围（社会保险法第30条第(二)项）；第三人不支付或者无法确定的，可以请求先行支付",
        "a third party bears the costs (SIL 30(2)); where they do not pay or are unknown, an advance may be asked for",
    ),
    Cause.PUBLIC_HEALTH: Words(
        "应当由公共卫生负担的医疗费用，不纳入支付范围（社会保险法第30条第(三)项）",
        "public health bears the costs (SIL 30(3))",
    ),
    Cause.ABROAD: Words(
        "在境外就医的费用，不纳入支付范围（社会保险法第30条第(四)项）", "care abroad is not paid for (SIL 30(4))"
    ),
}
