"""People nobody is: name, number, birth, where from and where living, all fitting each other."""

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass

from enrollment.participation.rules.retirement import RetirementGroup, RetirementLaw, statutory_retirement
from siadmin.kernel.months import Month
from siadmin.policy.files import shipped
from siadmin.portal.world import names
from siadmin.portal.world.chance import stream, weighted
from siadmin.portal.world.cities import City, counties, villages_of
from siadmin.portal.world.numbers import citizen_number, foreign_resident_number, phone

_AGES = ((19, 24, 14.0), (25, 29, 22.0), (30, 34, 21.0), (35, 39, 16.0), (40, 44, 11.0), (45, 49, 9.0), (50, 62, 7.0))
_LAW_SINCE = dt.date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """`key` is the person's place in the world; `household` and `residence` are division codes."""

    key: int
    name: str
    number: str
    number_kind: str
    sex: str
    birth_on: dt.date
    retirement_group: str
    household: str | None
    residence: str
    phone: str
    retires_in: Month


class People:
    """Makes people one after another, no number twice; each depends on the seed and its place only."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._given: Counter[tuple[str, dt.date, bool]] = Counter()
        self._law = RetirementLaw.from_book(shipped(), on=_LAW_SINCE)
        self.everyone: list[DemoPerson] = []

    def worker(self, city: City, *, on: Month, men: float, workers: float) -> DemoPerson:
        """Somebody below the statutory age on `on`; `men` and `workers` (women of 50) are shares of the trade."""
        key = len(self.everyone)
        draw = stream(self._seed, "person", key)
        while True:
            sex = "male" if draw.random() < men else "female"
            group = _group(draw, sex, workers)
            birth_on = _birth(draw, on)
            retires_in = self._retirement(birth_on, group)
            if retires_in > on:
                return self._kept(draw, city, sex, birth_on, group, retires_in)

    def over_age(self, city: City, *, on: Month, men: float) -> DemoPerson:
        """Somebody two to seven years past the statutory age who works on."""
        draw = stream(self._seed, "person", len(self.everyone))
        sex = "male" if draw.random() < men else "female"
        group = _group(draw, sex, 1.0)
        born = on - (62 if sex == "male" else 52) * 12 - 6 - draw.randrange(60)
        birth_on = born.first_day + dt.timedelta(days=draw.randrange(28))
        return self._kept(draw, city, sex, birth_on, group, self._retirement(birth_on, group))

    def foreigner(self, city: City, place: int) -> DemoPerson:
        """A permanent resident with the card of 2023."""
        name, sex, country = names.FOREIGNERS[place % len(names.FOREIGNERS)]
        draw = stream(self._seed, "person", len(self.everyone))
        birth_on = dt.date(1975 + draw.randrange(20), 1 + draw.randrange(12), 1 + draw.randrange(28))
        group = RetirementGroup.M60 if sex == "male" else RetirementGroup.F55
        count = self._next_place(f"{city.code[:2]}{country}", birth_on, sex)
        number = foreign_resident_number(city.code, country, birth_on, is_male=sex == "male", place=count)
        return self._add(draw, city, name, number, "foreign_pr", sex, birth_on, group, None)

    def with_long_name(self, city: City, place: int) -> DemoPerson:
        """A name longer than most forms foresee."""
        sex, name = names.VERY_LONG[place % len(names.VERY_LONG)]
        draw = stream(self._seed, "person", len(self.everyone))
        birth_on = dt.date(1985 + draw.randrange(14), 1 + draw.randrange(12), 1 + draw.randrange(28))
        group = RetirementGroup.M60 if sex == "male" else RetirementGroup.F50
        area = draw.choice([code for code in counties() if code.startswith("65")])
        number = self._citizen_number(area, birth_on, sex)
        return self._add(draw, city, name, number, "citizen_id", sex, birth_on, group, area)

    def _kept(
        self,
        draw: random.Random,
        city: City,
        sex: str,
        birth_on: dt.date,
        group: RetirementGroup,
        retires_in: Month,
    ) -> DemoPerson:
        area = _area(draw, city)
        name = full_name(draw, sex, birth_on.year, area)
        number = self._citizen_number(area, birth_on, sex)
        return self._add(draw, city, name, number, "citizen_id", sex, birth_on, group, area, retires_in)

    def _add(
        self,
        draw: random.Random,
        city: City,
        name: str,
        number: str,
        number_kind: str,
        sex: str,
        birth_on: dt.date,
        group: RetirementGroup,
        household: str | None,
        retires_in: Month | None = None,
    ) -> DemoPerson:
        person = DemoPerson(
            key=len(self.everyone),
            name=name,
            number=number,
            number_kind=number_kind,
            sex=sex,
            birth_on=birth_on,
            retirement_group=group.value,
            household=household,
            residence=_residence(draw, city),
            phone=phone(draw),
            retires_in=retires_in or self._retirement(birth_on, group),
        )
        self.everyone.append(person)
        return person

    def _retirement(self, birth_on: dt.date, group: RetirementGroup) -> Month:
        return statutory_retirement(Month.of(birth_on), group, self._law).value.month

    def _citizen_number(self, area: str, birth_on: dt.date, sex: str) -> str:
        return citizen_number(area, birth_on, is_male=sex == "male", place=self._next_place(area, birth_on, sex))

    def _next_place(self, area: str, birth_on: dt.date, sex: str) -> int:
        """Sequences scatter over 900–999 and never repeat for an area, day and sex."""
        place = (area, birth_on, sex == "male")
        self._given[place] += 1
        return (birth_on.toordinal() * 7 + int(area[-4:]) + self._given[place]) % 50


def _group(draw: random.Random, sex: str, workers: float) -> RetirementGroup:
    if sex == "male":
        return RetirementGroup.M60
    return RetirementGroup.F50 if draw.random() < workers else RetirementGroup.F55


def _birth(draw: random.Random, on: Month) -> dt.date:
    youngest, oldest = weighted(draw, [((low, high), weight) for low, high, weight in _AGES])
    born = on - 12 * draw.randint(youngest, oldest) - draw.randrange(12)
    return born.first_day + dt.timedelta(days=draw.randrange(28))


def _area(draw: random.Random, city: City) -> str:
    if draw.random() < city.locals_share:
        return draw.choice(city.districts)
    return draw.choice(counties())


def _residence(draw: random.Random, city: City) -> str:
    return draw.choice(villages_of(city)) if draw.random() < 0.6 else draw.choice(city.districts)


def full_name(draw: random.Random, sex: str, born: int, area: str) -> str:
    """A name that fits sex, decade and where the number was issued."""
    male = sex == "male"
    if people := _nationality(draw, area):
        return _name_of(draw, people, male)
    surname = weighted(draw, names.SURNAMES)
    pools = names.MEN if male else names.WOMEN
    pool = next(text for since, text in reversed(pools) if since <= max(born, 1950))
    given = draw.choice(pool.split())
    if len(given) == 1 and draw.random() < 0.25:  # 王小丽 beside 王丽
        given = draw.choice("小晓文志玉春海建") + given
    return surname + given


def _nationality(draw: random.Random, area: str) -> str:
    chance = draw.random()
    if area.startswith("65"):
        return "uygur" if chance < 0.45 else "kazakh" if chance < 0.6 else ""
    if area.startswith(("54", "5132", "5133", "6327", "6326")):
        return "tibetan" if chance < 0.85 else ""
    if area.startswith("15"):
        return "mongol" if chance < 0.2 else ""
    if area.startswith("5134"):
        return "yi" if chance < 0.6 else ""
    return ""


def _name_of(draw: random.Random, people: str, male: bool) -> str:
    if people == "uygur":
        own = draw.choice(names.UYGUR_MEN if male else names.UYGUR_WOMEN)
        return f"{own}·{draw.choice(names.UYGUR_FATHERS)}"
    if people == "kazakh":
        own = draw.choice(names.KAZAKH_MEN if male else names.KAZAKH_WOMEN)
        return f"{own}·{draw.choice(names.KAZAKH_FATHERS)}"
    pools = {
        "tibetan": (names.TIBETAN_MEN, names.TIBETAN_WOMEN),
        "mongol": (names.MONGOL_MEN, names.MONGOL_WOMEN),
        "yi": (names.YI_MEN, names.YI_WOMEN),
    }
    return draw.choice(pools[people][0 if male else 1])
