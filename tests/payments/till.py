"""Pensions of the toy's kind in payment in Beijing without the long way there, and the people who pay them.

till = Till()
people = till.pensioners(3)
own = till.approved()
file = till.sent(own)
"""

import csv
import io
from functools import cached_property
from typing import Any

from django.utils import timezone

from benefits.payments import actions
from benefits.payments.models import BankFile, Batch, Entitlement, Entrustment, Hold, OwedBack, PaymentRun, Suspicion
from enrollment.registry.models import BankCard, Person
from funds.ledger.actions import Line as Posting
from funds.ledger.actions import post
from funds.ledger.models import AccountKind, Book, Side
from siadmin.agency.documents import content_of
from siadmin.agency.insurances import Fund, Line
from siadmin.agency.models import Region, User
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash
from siadmin.matters.models import Case
from tests.cities import BEIJING, NOVEMBER, tick, work
from tests.claims.desk import ClaimDesk, desk_staff
from tests.factories import TODAY, a_member_of_staff, an_office
from tests.planned import planned

BANKS = ("中国工商银行", "中国农业银行")
FUND = Fund.INJURY


def a_card(person: Person, *, bank: str = BANKS[0], account: str = "") -> BankCard:
    number = account or f"62220000{person.pk:011d}"
    BankCard.objects.filter(person=person, ends_before=None).update(ends_before=TODAY)
    return BankCard.objects.create(
        person=person, bank_name=bank, account=number, account_hash=keyed_hash(number), starts_on=TODAY
    )


def funded(fund: str = FUND, fen: int = 100_000_000, *, pool: str = BEIJING, planning: bool = True) -> None:
    """Money in the fiscal account, whatever it came from, that plans allow to draw."""
    book = Book.objects.get(region_id=pool, fund=fund)
    if planning:
        planned(book)
    lines = [
        Posting(book, AccountKind.FISCAL, Side.DEBIT, fen),
        Posting(book, AccountKind.OPENING, Side.CREDIT, fen),
    ]
    post(
        key=f"there:{pool}:{fund}",
        flow="opening_balance",
        booked_on=TODAY,
        reason="test",
        lines=lines,
        by=None,
        at=tick(),
    )


class Till:
    """Who opens, reviews, approves, pays and books: five people of one place, Beijing unless told."""

    def __init__(self, matter: str = "toy_umbrella", fund: str = FUND, *, pool: str = BEIJING) -> None:
        self.matter, self.fund = matter, fund
        posts = {
            "clerk": Post.CLERK, "reviewer": Post.REVIEWER, "approver": Post.APPROVER, "cashier": Post.CASHIER,
            "accountant": Post.ACCOUNTANT,
        }  # fmt: skip
        for name, its in posts.items():
            setattr(self, name, a_member_of_staff(its, at=pool, line=Line.HRSS))
        self.region = Region.objects.get(pk=pool)

    @cached_property
    def _at_the_desk(self) -> list[User]:
        """Three other people, who decide what is paid."""
        return desk_staff(self.region.pk)

    def _desk(self, person: Person, matter: str) -> ClaimDesk:
        return ClaimDesk(person, matter=matter, manned_by=self._at_the_desk)

    clerk: User
    reviewer: User
    approver: User
    cashier: User
    accountant: User

    def granted(self, person: Person, *, days: int = 10) -> Entitlement:
        desk = self._desk(person, self.matter)
        decision = desk.granted(desk.received(days=days))
        return Entitlement.objects.get(decision=decision)

    def stopped(
        self, entitlement: Entitlement, kind: str = "ended", *, month: Month = NOVEMBER, because: str = "not_verified",
        verified: str = "compared",
    ) -> Case:  # fmt: skip
        facts = {"kind": kind, "because": because, "verified": verified, "found": "比对出入境信息，本人已不在国内"}
        return self._signed("benefit_stop", entitlement, facts | {"from_month": str(month)})

    def resumed(self, entitlement: Entitlement) -> Case:
        return self._signed("benefit_resume", entitlement, {"found": "本人已到窗口认证"})

    def kept(self, suspicion: Suspicion, *, verified: str = "compared", reviewer: User | None = None) -> Case:
        """Found unfounded: prepared by one, decided by another."""
        desk = self._desk(suspicion.entitlement.person, "benefit_kept")
        case = desk.handled(desk.asked({"suspicion": str(suspicion.pk), "verified": verified, "found": "上门见到本人"}))
        return desk.act("review", case, reviewer or desk.reviewer)

    def looked_into(self, suspicion: Suspicion, *, finding: str = "entitled", **how: Any) -> Entrustment:
        """A clerk went there, or the office of the place was asked, and reported."""
        office = an_office(at=self.region.pk)
        told: dict[str, Any] = {"directly": "elderly", "office": office} | how
        made = actions.entrust(suspicion_id=suspicion.pk, by=self.clerk, at=tick(), **told)
        report = actions.Report(TODAY, finding, "邻居和村委会证实", "我一直住在这里")
        return actions.report_entrustment(
            entrustment_id=made.pk, report=report, by=made.visitor or self.clerk, at=tick()
        )

    def repaid(
        self, entitlement: Entitlement, yuan: str, *, reference: str = "B-77", on: str = "", whole: str = ""
    ) -> Case:
        facts = {"amount": yuan, "received_on": on or str(TODAY), "bank_reference": reference, "line_amount": whole}
        return self._about_a_demand("overpayment_repaid", entitlement, facts)

    def agreed(self, entitlement: Entitlement, months: int) -> Case:
        facts = {"first_month": str(NOVEMBER + 1), "months": months, "why": "收入低"}
        return self._about_a_demand("repayment_agreement", entitlement, facts)

    def set_off(self, entitlement: Entitlement, against: Entitlement, most: str) -> Case:
        facts = {"against": against.number, "most": most, "consented_on": str(TODAY)}
        return self._about_a_demand("overpayment_offset", entitlement, facts)

    def withdrawn(self, entitlement: Entitlement, *, on: str = "") -> Case:
        facts = {"withdrawn_on": on or str(TODAY), "why": "生活困难"}
        return self._about_a_demand("offset_withdrawn", entitlement, facts)

    def settled_owed(self, owed: OwedBack, how: str = "paid", *, reference: str = "B-88") -> Case:
        paid = {"paid_on": str(timezone.localdate(owed.found_at)), "bank_reference": reference}
        person = owed.overpayment.ending.entitlement.person
        desk = self._desk(person, "owed_back")
        told = paid if how == "paid" else {"paid_on": "", "bank_reference": ""}
        case = desk.handled(desk.asked({"owed": owed.number, "how": how} | told))
        return desk.act("review", case, desk.reviewer)

    def _about_a_demand(self, matter: str, entitlement: Entitlement, facts: dict[str, Any]) -> Case:
        desk = self._desk(entitlement.person, matter)
        ending = entitlement.endings.get(kind="ended")
        case = desk.handled(desk.asked(facts | {"demand": ending.overpayment.number}))
        return desk.act("review", case, desk.reviewer)

    def _signed(self, matter: str, entitlement: Entitlement, facts: dict[str, str]) -> Case:
        desk = self._desk(entitlement.person, matter)
        told = {"entitlement": entitlement.number, "from_month": str(NOVEMBER)} | facts
        case = desk.handled(desk.asked(told))
        return desk.act("review", case, desk.reviewer)

    def opened(self, month: Month = NOVEMBER, **how: Any) -> PaymentRun:
        own = actions.open_payments(region=self.region, fund=self.fund, month=month, by=self.clerk, at=tick(), **how)
        work(own.run)
        own.refresh_from_db()
        return own

    def seen(self, own: PaymentRun) -> None:
        """The sample was looked at."""
        for hold in Hold.objects.filter(batch_id__in=own.batches.values("pk"), because="sample", lifted_at=None):
            self.lift(hold)

    def lift(self, hold: Hold, *, by: User | None = None, reason: str = "已电话核实") -> Hold:
        return actions.lift_hold(hold_id=hold.pk, by=by or self.reviewer, at=tick(), reason=reason)

    def reviewed(self, own: PaymentRun, *, by: User | None = None) -> PaymentRun:
        own.refresh_from_db()
        return actions.review(payment_run_id=own.pk, seen_version=own.version, by=by or self.reviewer, at=tick())

    def approved(self, own: PaymentRun | None = None, *, by: User | None = None) -> PaymentRun:
        own = own or self.opened()
        self.seen(own)
        own = self.reviewed(own)
        return actions.approve(payment_run_id=own.pk, seen_version=own.version, by=by or self.approver, at=tick())

    def batch(self, own: PaymentRun, bank: str = BANKS[0]) -> Batch:
        return own.batches.get(bank_name=bank)

    def sent(self, own: PaymentRun, bank: str = BANKS[0]) -> BankFile:
        return actions.send_file(batch_id=self.batch(own, bank).pk, by=self.cashier, at=tick())

    def answered(self, file: BankFile, answers: dict[int, str] | None = None, *, most: int | None = None) -> bool:
        """The bank's answer for the rows of a file, `paid` unless told; by place in the file. Whether it was new."""
        told = answers or {}
        rows = [
            (row["reference"], told.get(place, "paid"))
            for place, row in enumerate(rows_of(file))
            if most is None or place < most
        ]
        return actions.take_results(
            file_id=file.pk, name="answer.csv", content=answer(rows), by=self.accountant, at=tick()
        )[1]


def rows_of(file: BankFile) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content_of(file.document).decode("utf-8-sig"))))


def answer(rows: list[tuple[str, str]]) -> bytes:
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(("reference", "result"))
    writer.writerows(rows)
    return page.getvalue().encode()
