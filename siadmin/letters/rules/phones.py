"""Mobile numbers of the mainland: eleven digits, the first a 1, the second 3 to 9."""

import re

_MOBILE = re.compile(r"1[3-9][0-9]{9}")


def is_mobile(number: str) -> bool:
    return _MOBILE.fullmatch(number) is not None
