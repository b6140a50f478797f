"""What is not on file of a place, said to whoever asks: place and value by name, nothing of what staff are to do."""

from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.policy.lawbook import NO_LAW_IN_FORCE
from siadmin.policy.names import name_of
from siadmin.policy.verified import NOT_VERIFIED_HERE

NOT_PUBLISHED = Reason(
    "value_not_published",
    "{place_zh}的“{name_zh}”还没有公布，或者尚未核实，现在不能计算；我们不按其他地区推算。",
    "{place_en} has not published “{name_en}” yet, or we have not verified it, so this cannot be calculated now; we do "
    "not guess it from another place.",
    "不影响您的权益：公布后按公布的数值核定。可以拨打 12333 咨询。",
    "Your rights do not depend on it: once published, it is decided by what is published. Call 12333 to ask.",
)
_NOT_ON_FILE = (NOT_VERIFIED_HERE.code, NO_LAW_IN_FORCE.code)


def in_plain_words(refusal: Refusal, reason: Reason = NOT_PUBLISHED) -> Refusal:
    """Of a value that is not on file, by `reason`, which names place and value; other refusals as they are."""
    if refusal.code not in _NOT_ON_FILE:
        return refusal
    given = refusal.values
    code, *_ = given["region"].split()
    place = Region.objects.get(pk=code).words
    name = Words(given["name_zh"], given["name_en"]) if "name_zh" in given else name_of(given["key"])
    return reason(place_zh=place.zh, place_en=place.en, name_zh=name.zh, name_en=name.en)
