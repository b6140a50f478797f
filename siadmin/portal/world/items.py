"""A catalogue nobody publishes: ten thousand drugs, services and devices with believable names, prices and classes."""

import random

from benefits.providers.rules.reading import COLUMNS
from siadmin.portal.world.chance import stream

ITEMS = 10_000
_STEMS = (
    ("阿莫", "Amo"), ("头孢", "Cef"), ("洛伐", "Lova"), ("卡托", "Capto"), ("二甲", "Metfo"), ("氯吡", "Clopi"),
    ("奥美", "Ome"), ("左氧", "Levo"), ("布洛", "Ibu"), ("缬沙", "Val"), ("硝苯", "Nife"), ("泼尼", "Predni"),
)  # fmt: skip
_ENDS = (
    ("西林", "cillin"),
    ("他汀", "statin"),
    ("普利", "pril"),
    ("拉唑", "prazole"),
    ("沙坦", "sartan"),
    ("松", "sone"),
)
_FORMS = (
    ("片", "tablets", "盒"),
    ("胶囊", "capsules", "盒"),
    ("注射液", "injection", "支"),
    ("颗粒", "granules", "袋"),
)
_SERVICES = (("检查", "Examination"), ("护理", "Nursing"), ("治疗", "Treatment"), ("手术", "Surgery"), ("化验", "Test"))
_DEVICES = (("导管", "Catheter"), ("支架", "Stent"), ("缝线", "Suture"), ("敷料", "Dressing"), ("接骨板", "Bone plate"))


def synthetic_items(seed: int, count: int = ITEMS) -> list[dict[str, str]]:
    """Rows of a catalogue file, the same for a seed: seven of ten are drugs; half are class A, a third B."""
    draw = stream(seed, "catalogue")
    return [_item(draw, number) for number in range(1, count + 1)]


def _item(draw: random.Random, number: int) -> dict[str, str]:
    row = dict.fromkeys(COLUMNS, "")
    kind = draw.choices(("drug", "service", "device"), (70, 20, 10))[0]
    if kind == "drug":
        stem, end, form = draw.choice(_STEMS), draw.choice(_ENDS), draw.choice(_FORMS)
        name, name_en, unit = stem[0] + end[0] + form[0], f"{stem[1]}{end[1]} {form[1]}", form[2]
        row["spec"], cents = (
            f"{draw.choice((5, 10, 20, 50, 250))}mg*{draw.choice((7, 14, 24))}",
            draw.randrange(300, 20_000),
        )
        row["most_a_day"] = str(draw.choice((3, 5, 10)))
    elif kind == "service":
        what = draw.choice(_SERVICES)
        name, name_en, unit, cents = (
            f"{what[0]}{number:05d}",
            f"{what[1]} {number:05d}",
            "次",
            draw.randrange(500, 90_000),
        )
        row["sex"] = draw.choices(("", "female", "male"), (94, 4, 2))[0]
        row["before_age_months"] = draw.choices(("", "168"), (95, 5))[0]
    else:
        what = draw.choice(_DEVICES)
        name, name_en, unit, cents = (
            f"{what[0]}{number:05d}",
            f"{what[1]} {number:05d}",
            "个",
            draw.randrange(2_000, 1_500_000),
        )
    item_class = draw.choices(("A", "B", "C"), (50, 35, 15))[0]
    row |= {"code": f"{kind[0].upper()}{number:06d}", "kind": kind, "name": name, "name_en": name_en, "unit": unit}
    row |= {"class": item_class, "limit_yuan": f"{cents // 100}.{cents % 100:02d}" if item_class != "C" else ""}
    row["advance_percent"] = str(draw.choice((5, 10, 15, 20))) if item_class == "B" else ""
    return row
