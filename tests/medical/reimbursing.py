"""Somebody in Beijing who paid a hospital, and the desk that decides."""

import datetime as dt
from typing import Any

from benefits.claims.models import Decision
from benefits.medical.models import AccountSharing, ThirdPartyAdvance
from benefits.payments.models import Hold
from enrollment.registry.models import Person
from siadmin.agency.insurances import Fund, Line, ResidentScheme
from siadmin.agency.posts import Post
from tests.cities import BEIJING, COUNTY_OF, SHANGHAI, staff
from tests.claims.desk import ClaimDesk, desk_staff
from tests.factories import TODAY, a_member_of_staff, identity_number_of
from tests.payments.till import Till, a_card, funded
from tests.selfpay.test_subsidies import pay as pay_resident
from tests.selfpay.test_subsidies import resident

DAY = dt.date(2026, 10, 20)
STAY: dict[str, Any] = {
    "cause": "illness", "party": "", "care": "inpatient", "institution": "某三级医院", "level": "3",
    "began_on": "2026-10-12", "ended_on": "2026-10-20", "elsewhere": False, "receipts": "R-1",
    "charged": "30000.00", "over_limit": "500.00", "excluded": "1000.00", "advance": "500.00",
}  # fmt: skip
VISIT = STAY | {"care": "outpatient", "receipts": "V-1", "charged": "3000.00", "over_limit": "0", "excluded": "0",
                "advance": "0"}  # fmt: skip
ADVANCED = STAY | {"cause": "third_party_unpaid", "party": "无法确定：肇事后逃逸"}


def a_desk(person: Person, matter: str = "medical_reimbursement") -> ClaimDesk:
    return ClaimDesk(person, pool=BEIJING, matter=matter, line=Line.HS)


def granted(person: Person, facts: dict[str, Any], matter: str = "medical_reimbursement") -> Decision:
    desk = a_desk(person, matter)
    return desk.granted(desk.asked(facts))


def amounts(decision: Decision) -> dict[str, int]:
    return {item.component: item.amount_fen for item in decision.items.all()}


def done(person: Person, matter: str, facts: dict[str, Any]) -> Any:
    """A matter beside claims, signed by as many as must."""
    desk = a_desk(person, matter)
    case = desk.handled(desk.asked(facts))
    return desk.act("review", case, desk.reviewer) if case.is_open else case


class MedicalTill(Till):
    """Of health insurance in Beijing."""

    def __init__(self, matter: str = "medical_reimbursement", fund: str = Fund.MEDICAL) -> None:
        super().__init__(matter, fund)
        posts = {
            "clerk": Post.CLERK, "reviewer": Post.REVIEWER, "approver": Post.APPROVER, "cashier": Post.CASHIER,
            "accountant": Post.ACCOUNTANT,
        }  # fmt: skip
        for name, its in posts.items():
            setattr(self, name, a_member_of_staff(its, at=BEIJING, line=Line.HS))
        self.__dict__["_at_the_desk"] = desk_staff(BEIJING, Line.HS)

    def paid_out(self) -> None:
        self.answered(self.on_its_way())

    def on_its_way(self) -> Any:
        """What waits is looked at, and the month's run sent: the file of it."""
        own = self.opened()
        for hold in Hold.objects.filter(batch_id__in=own.batches.values("pk"), lifted_at=None).exclude(
            because="sample"
        ):
            self.lift(hold)
        return self.sent(self.approved(own))


def cared_for() -> Person:
    """A resident whose costs a third party owes: advanced, partly recovered; care filed twice elsewhere; an account
    shared and no longer."""
    person = resident(scheme=ResidentScheme.MEDICAL, tier=400_00)
    pay_resident(person)
    desk = a_desk(person, "residents_reimbursement")
    desk.act("approve", desk.act("review", desk.handled(desk.asked(ADVANCED)), desk.reviewer), desk.approver)
    advance = ThirdPartyAdvance.objects.get().number
    a_card(person)
    funded(Fund.MEDICAL_RESIDENT)
    MedicalTill("residents_reimbursement", Fund.MEDICAL_RESIDENT).paid_out()
    told = {"advance": advance, "amount": "100.00", "received_on": str(TODAY), "bank_reference": "B-90"}
    done(person, "medical_advance_recovered", told)
    there = {"kind": "referred", "care_place": COUNTY_OF[SHANGHAI], "starts_on": "2026-10-01", "last_day": "2026-12-31"}
    done(person, "away_filing", there)
    done(person, "away_filing_end", {"ends_before": "2026-11-01"})
    done(person, "away_filing", there | {"starts_on": "2026-12-01"})
    _, (holder,) = staff()
    done(holder, "account_sharing", {"user": identity_number_of(person), "relation": "parent"})
    done(person, "account_sharing_end", {"sharing": AccountSharing.objects.get().case.number})
    return person
