"""What a day came to is compared with what the hospital says, by counts, sums and each settlement."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from benefits.settlement.models import Settlement
from tests.cities import broken
from tests.factories import NOW, TODAY
from tests.settlement.hospital import Hospital, Refused, line, patient

pytestmark = [pytest.mark.usefixtures("a_year_paid", "at_the_desk")]


def said(**other: Any) -> dict[str, Any]:
    ours = Settlement.objects.all()
    told = {
        "day": str(TODAY), "count": len(ours), "charged_fen": sum(each.charged_fen for each in ours),
        "fund_fen": sum(each.fund_fen for each in ours), "self_pay_fen": sum(each.self_pay_fen for each in ours),
        "rows": [
            {"settlement": each.number, "fund_fen": each.fund_fen, "self_pay_fen": each.self_pay_fen} for each in ours
        ],
    }  # fmt: skip
    return told | other


def test_a_day_agrees_or_each_difference_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    hospital, person = Hospital(), patient()
    stay = hospital.admitted(person)
    settled = hospital.settled(stay, hospital.presettled(stay, [line("DV0001", 1, "9000")]))
    hospital.reversed(settled)
    with pytest.raises(Refused) as refused:
        hospital.ask("api_days", said())
    assert refused.value.code == "reconciliation_day_open"
    monkeypatch.setattr(timezone, "now", lambda: NOW + dt.timedelta(1))
    hospital.token = hospital.signed_in()
    agrees = hospital.ask("api_days", said())
    assert (agrees["agrees"], agrees["own_count"], agrees["differences"]) == (True, 2, [])
    first, second = said()["rows"]
    wrong = [first | {"fund_fen": 1}, {"settlement": "Z0000-00000", "fund_fen": 5, "self_pay_fen": 6}]
    differs = hospital.ask("api_days", said(rows=wrong))
    assert (differs["agrees"], differs["version"]) == (False, 2)
    told = {each["settlement"]: (each["told_fund_fen"], each["own_fund_fen"]) for each in differs["differences"]}
    assert told == {
        first["settlement"]: (1, first["fund_fen"]),
        second["settlement"]: (None, second["fund_fen"]),
        "Z0000-00000": (5, None),
    }
    assert not hospital.ask("api_days", said(count=3, rows=None) | {"rows": []})["agrees"]
    assert broken() == {}
