"""The month of the same people by OpenFisca-Core. Run by `bench peers` in an environment that has it, and no Django.

Reads wages and the month's tariffs from the bench's database, computes every share as OpenFisca does (an array a
variable, single precision), and copies the amounts into a bare table without an index.
"""

import io
import json
import os
import sys
import time
from importlib.metadata import version
from typing import Any

import numpy as np
import psycopg2
from openfisca_core import entities, taxbenefitsystems, variables
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import MONTH
from openfisca_core.simulations import SimulationBuilder

from bench.processes import peak_mib

SIDES = ("employer", "supplement", "employee")
TARIFFS = """
SELECT insurance, max(floor_fen) / 100.0, max(ceiling_fen) / 100.0, max(employer_ppm) / 1e6, max(supplement_ppm) / 1e6,
       max(employee_ppm) / 1e6, max(employee_fixed_fen) / 100.0
  FROM assessment_tariff WHERE month = %s AND is_current AND category = 'employee' GROUP BY insurance ORDER BY insurance
"""
WAGES = """
SELECT wage.person_id, wage.wage_fen / 100.0, tariff.employer_ppm / 1e6
  FROM declarations_contributionwage AS wage
  JOIN registry_injuryrate AS rate ON rate.employer_id = wage.employer_id
  JOIN assessment_tariff AS tariff ON tariff.insurance = 'injury' AND tariff.month = %s AND tariff.is_current
   AND tariff.category = 'employee' AND tariff.risk_class = rate.risk_class AND tariff.factor = rate.factor
"""
Person = entities.Entity(key="person", plural="persons", label="Person", doc="")


class wage(variables.Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Declared wage, yuan"


class injury_rate(variables.Variable):
    value_type = float
    entity = Person
    definition_period = MONTH
    label = "Work injury rate of the person's employer"


def base_of(insurance: str) -> type[variables.Variable]:
    def formula(person: Any, period: Any, parameters: Any) -> Any:
        law = parameters(period)[insurance]
        return np.clip(person("wage", period), law.floor, law.ceiling)

    return _variable(f"{insurance}_base", formula)


def share_of(insurance: str, side: str) -> type[variables.Variable]:
    def formula(person: Any, period: Any, parameters: Any) -> Any:
        law = parameters(period)[insurance]
        is_by_employer = (insurance, side) == ("injury", "employer")
        rate = person("injury_rate", period) if is_by_employer else law[side]
        fixed = law.fixed if side == "employee" else 0
        return np.round(person(f"{insurance}_base", period) * rate, 2) + fixed

    return _variable(f"{insurance}_{side}", formula)


def _variable(name: str, formula: Any) -> type[variables.Variable]:
    inside = {"value_type": float, "entity": Person, "definition_period": MONTH, "label": name, "formula": formula}
    return type(name, (variables.Variable,), inside)


def system_of(tariffs: list[tuple[Any, ...]], since: str) -> taxbenefitsystems.TaxBenefitSystem:
    names = ("floor", "ceiling", *SIDES, "fixed")
    law = {
        insurance: {
            name: {"values": {since: {"value": float(value)}}} for name, value in zip(names, values, strict=True)
        }
        for insurance, *values in tariffs
    }
    system = taxbenefitsystems.TaxBenefitSystem([Person])
    system.parameters = ParameterNode("", data=law)
    for variable in (wage, injury_rate):
        system.add_variable(variable)
    for insurance in law:
        system.add_variable(base_of(insurance))
        for side in SIDES:
            system.add_variable(share_of(insurance, side))
    return system


def main() -> None:
    address, month = json.loads(os.environ["BENCH_DATABASE"]), sys.argv[1]
    with psycopg2.connect(**address) as link, link.cursor() as cursor:
        cursor.execute(TARIFFS, [month])
        tariffs = cursor.fetchall()
        system, period = system_of(tariffs, month), month[:7]
        began = time.perf_counter()
        text = io.StringIO()
        cursor.copy_expert(f"COPY ({cursor.mogrify(WAGES, [month]).decode()}) TO STDOUT (FORMAT csv)", text)
        text.seek(0)
        people, wages, rates = np.loadtxt(text, delimiter=",", unpack=True)
        was_read = time.perf_counter()

        simulation = SimulationBuilder().build_default_simulation(system, count=len(people))
        simulation.set_input("wage", period, wages)
        simulation.set_input("injury_rate", period, rates)
        shares = {
            insurance: [simulation.calculate(f"{insurance}_{side}", period) for side in SIDES]
            for insurance, *_ in tariffs
        }
        computed = time.perf_counter()

        for insurance, (employer, supplement, employee) in shares.items():
            rows = io.StringIO()
            table = np.column_stack(
                [people, *(np.rint(each.astype(float) * 100) for each in (employer + supplement, employee))]
            )
            np.savetxt(rows, table, fmt=f"%d,{insurance},%d,%d")
            rows.seek(0)
            cursor.copy_expert("COPY bench_peer FROM STDIN (FORMAT csv)", rows)
        link.commit()
        written = time.perf_counter()
    print(
        json.dumps(
            {
                "version": version("OpenFisca-Core"),
                "people": len(people),
                "seconds": round(written - began, 3),
                "reading_seconds": round(was_read - began, 3),
                "computing_seconds": round(computed - was_read, 3),
                "writing_seconds": round(written - computed, 3),
                "peak_mib": peak_mib(),
            }
        )
    )


if __name__ == "__main__":
    main()
