"""How the bands of wages are called."""

from contributions.dryruns.rules import BANDS
from siadmin.kernel.language import chosen


def band_name(band: int) -> str:
    """A band in whole yuan: `4,000–6,000`, `below 4,000`, `30,000 and more`."""
    first, after = BANDS[band] // 100, BANDS[band + 1] // 100 if band + 1 < len(BANDS) else None
    if after is None:
        return chosen(zh=f"{first:,} 及以上", en=f"{first:,} and more")
    return chosen(zh=f"{after:,} 以下", en=f"below {after:,}") if not first else f"{first:,}–{after:,}"
