"""Law of worked cases: what a case states, what the files say for its region and day, and which goes first."""

import datetime as dt
from decimal import Decimal

from siadmin.kernel.inputs import LARGEST, Inputs
from siadmin.kernel.refusal import Refusal
from siadmin.kernel.trace import Law
from siadmin.policy.files import shipped
from siadmin.policy.lawbook import NATIONAL, NoLawInForce
from siadmin.policy.places import UNKNOWN_PLACE, place_code
from siadmin.policy.verified import not_verified

MOST_MONTHS = 1200


def place_of_sheet(inputs: Inputs) -> str:
    """The nation where a sheet names no place but its people, such as `机关事业`."""
    try:
        return place_code(inputs.region)
    except Refusal as refusal:
        if refusal.reason is not UNKNOWN_PLACE:
            raise
        return NATIONAL


def law_of_case(
    inputs: Inputs,
    name: str,
    key: str,
    unit: str,
    *,
    category: str = "employee",
    region: str | None = None,
    on: dt.date | None = None,
    least: int = 0,
    most: Decimal | int = LARGEST,
) -> Law:
    """The value the case states, else the one on file; with `by_policy` the file goes first wherever it has one.

    `region`: where the law is looked up, else where the sheet is from. `least`, `most`: outside of which what the case
    states is refused.
    Raises NoLawInForce or MISSING_INPUT when neither has a value.
    """
    if not inputs.gives(name) or (inputs.by_policy and _can_look_up(inputs, on)):
        try:
            place = region or place_of_sheet(inputs)
            return shipped().law(key, region=place, category=category, on=on or inputs.on)
        except NoLawInForce:
            if not inputs.gives(name):
                raise
    return inputs.law(name, inputs.number(name, least=least, most=most), unit)


def law_of_place(
    inputs: Inputs, name: str, key: str, unit: str, category: str = "", *, on: dt.date | None = None
) -> Law:
    """The value given as `name`, or that on file, which counts first when asked for; on the case's last day.

    Rates and months are held within what they can be. Raises NOT_VERIFIED_HERE.
    """
    most = 1 if unit == "rate" else MOST_MONTHS if unit == "months" else LARGEST
    region, day = place_code(inputs.region), on or inputs.on_last_day
    try:
        return law_of_case(inputs, name, key, unit, category=category, region=region, on=day, most=most)
    except NoLawInForce as missing:
        raise not_verified(key, region, day) from missing


def _can_look_up(inputs: Inputs, on: dt.date | None) -> bool:
    return bool(on or inputs.as_of.strip())
