"""Industries of platforms in words."""

from contributions.platforms.models import Industry
from siadmin.kernel.language import Words

INDUSTRIES: dict[str, Words] = {
    Industry.RIDE_HAILING: Words("网约出行", "ride-hailing"),
    Industry.INSTANT_DELIVERY: Words("即时配送", "instant delivery"),
    Industry.INSTANT_DELIVERY_HIGH: Words("即时配送（高档）", "instant delivery, higher fee"),
    Industry.CITY_FREIGHT: Words("同城货运", "city freight"),
}
