"""Re-settlement on the published reference wage is a measure: it raises what was granted provisionally, from its start.

Each pension is reckoned by the rule it was granted by, from what `PensionBasis` keeps; a year's pensioners of a place
are few beside everybody in payment.
"""

from collections.abc import Collection
from decimal import Decimal

from django.db.models import QuerySet

from benefits.payments.models import Entitlement, Rise, RiseLine
from benefits.pension.adjusted import SETTLED
from benefits.pension.models import PensionBasis
from benefits.pension.rules.award import PROVISIONAL, AwardLaw, Counted
from benefits.pension.rules.resettlement import WAGE_NOT_PUBLISHED, Granted, rise_on_published_wage
from benefits.pension.rules.rising import in_january, januaries
from benefits.pension.schemes.employees import ACCOUNT, CODE, RESETTLED
from siadmin.agency.insurances import Fund
from siadmin.agency.models import Region
from siadmin.kernel.language import Words
from siadmin.kernel.money import Fen
from siadmin.kernel.months import Month
from siadmin.kernel.trace import Explained, Law
from siadmin.policy.lawbook import LawBook
from siadmin.policy.names import name_of
from siadmin.policy.selectors import StoredLawBook


class Resettlement:
    """Of who retired in a year, from their first month on."""

    code = SETTLED
    title = Words("计发基数公布后的养老金重算", "Pensions settled again on the published wage")
    basis = Words(
        "国发〔2005〕38号第6条；当年计发基数公布的通知",
        "国发〔2005〕38号 art. 6; the notice of the year's reference wage",
    )
    fund: str = Fund.PENSION
    component = RESETTLED
    leaves_out: Words | None = None
    follows_grants = True

    def begins(self, first: Month, last: Month) -> Collection[Month]:
        return januaries(first, last)

    def laws(self, region: Region, from_month: Month) -> Collection[tuple[Words, Law]]:
        """Raises NOT_JANUARY, and WAGE_NOT_PUBLISHED, where a month of the year still goes by the year before."""
        in_january(from_month)
        found: dict[Law, None] = {}
        book = StoredLawBook()
        for month in from_month.until(from_month + 12):
            law = AwardLaw.from_book(book, region=region.pk, on=month.first_day)
            if law.base.status == PROVISIONAL:
                raise WAGE_NOT_PUBLISHED(region=region.pk)
            found |= dict.fromkeys((law.base, law.year_rate, *law.transition.values()))
        return [(name_of(law.key), law) for law in found]

    def reckon(self, rise: Rise, first: int, last: int) -> tuple[int, int]:
        found = (
            self.may_rise(rise)
            .filter(person__gte=first, person__lte=last, decision__decided_at__lte=rise.opened_at)
            .select_related("decision__pension_basis")
        )
        drawn = found.prefetch_related("components").order_by("pk")
        book = StoredLawBook()
        lines = [line for each in drawn if (line := _line(rise, each, book)) is not None]
        RiseLine.objects.bulk_create(lines, batch_size=1000)
        return len(lines), sum(line.amount_fen for line in lines)

    def may_rise(self, rise: Rise) -> QuerySet[Entitlement]:
        """Granted on the wage of the year before, not settled again; ended ones too, for the months paid."""
        bases = PensionBasis.objects.filter(
            is_provisional=True, retired_in__gte=rise.from_month, retired_in__lt=rise.from_month + 12
        )
        drawn = Entitlement.objects.filter(
            region=rise.region_id, fund=rise.fund, scheme=CODE, decision__in=bases.values("decision")
        )
        return drawn.exclude(pk__in=drawn.filter(components__component=RESETTLED).values("pk"))

    def explained(self, line: RiseLine) -> Explained[Fen]:
        return _rise(line, StoredLawBook())


def _rise(line: RiseLine, book: LawBook) -> Explained[Fen]:
    told, region = line.told, line.rise.region_id
    counted = Counted(region, told["months"], Decimal(told["index"]), told["deemed"], told["before_accounts"])
    law = AwardLaw.from_book(book, region=region, on=Month.parse(told["retired_in"]).first_day)
    return rise_on_published_wage(counted, Granted(told["account_fen"], line.before_fen), law)


def _line(rise: Rise, drawn: Entitlement, book: LawBook) -> RiseLine | None:
    granted = [part for part in drawn.components.all() if part.item_id is not None]
    basis: PensionBasis = drawn.decision.pension_basis
    line = RiseLine(
        rise=rise, entitlement=drawn, from_month=min(part.from_month for part in granted),
        before_fen=sum(part.amount_fen for part in granted),
        told={
            "months": basis.months, "index": str(basis.index), "deemed": basis.deemed_months,
            "before_accounts": basis.before_account_months, "retired_in": str(basis.retired_in),
            "account_fen": sum(part.amount_fen for part in granted if part.component == ACCOUNT),
        },
    )  # fmt: skip
    line.amount_fen = _rise(line, book).value
    return line if line.amount_fen else None


RESETTLEMENT = Resettlement()
