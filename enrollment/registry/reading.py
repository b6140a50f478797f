"""What a card reader types into the search box: a number, perhaps with a name, labels and control characters around it.

Identity cards give the citizen number (18 characters with a check character), social security cards their card number
(a letter or digit and eight digits). Anything else is left as it was typed.
"""

import re

from siadmin.kernel.identifiers import citizen
from siadmin.kernel.identifiers.writing import half_width
from siadmin.kernel.refusal import Refusal

LONGEST = 400  # no reader writes more
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u200b\ufeff]+")
_IDENTITY = re.compile(r"(?<![0-9A-Z])[0-9A-Z]\d{16}[0-9X](?![0-9A-Z])")
_CARD = re.compile(r"(?<![0-9A-Z-])[0-9A-Z]\d{8}(?![0-9A-Z-])")


def read_card(typed: str) -> str:
    """The number a reader typed; the text without control characters where there is none."""
    text = _CONTROLS.sub(" ", half_width(typed[:LONGEST])).strip()
    upper = text.upper()
    for found in _IDENTITY.findall(upper):
        try:
            return citizen.parse(found).number
        except Refusal:
            continue
    cards = _CARD.findall(upper)
    return cards[0] if len(cards) == 1 else text
