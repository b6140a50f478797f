"""What programs of institutions send and are answered: the shapes of the API's description."""

from typing import Any

from rest_framework import serializers

from benefits.providers.rules import Care
from benefits.settlement.rules.clearing import LineStands
from siadmin.kernel import programs
from siadmin.kernel.programs import RefusalOut, RefusedOut, TraceLineOut, refused

_FEN = serializers.IntegerField
MOST_ROWS = 20_000
_FROM_ACCOUNT = "The person wants their share paid from personal accounts, their own and those shared with them."


class FindingOut(RefusedOut):
    line = serializers.CharField(allow_blank=True, help_text="Empty for the whole bill.")


class DifferenceOut(serializers.Serializer[Any]):
    """What a bill comes to now and what was shown; `line` is empty for the whole bill."""

    line = serializers.CharField(allow_blank=True)
    part = serializers.CharField()
    shown_fen = _FEN()
    now_fen = _FEN()
    zh = serializers.CharField()
    en = serializers.CharField()


class BillRefusedOut(RefusalOut):
    """`problems`: each thing that refuses a bill. `differences`: how a result differs from what was shown."""

    problems = FindingOut(many=True, required=False)
    differences = DifferenceOut(many=True, required=False)


class EligibilityIn(serializers.Serializer[Any]):
    scheme = serializers.CharField(max_length=20, help_text="Such as medical.")
    id_number = serializers.CharField(max_length=40)
    on = serializers.DateField(required=False, help_text="Today unless told.")


class InsuredOut(serializers.Serializer[Any]):
    person = serializers.CharField(help_text="Our number of the person.")
    name = serializers.CharField()
    scheme = serializers.CharField()
    insurance = serializers.CharField()
    fund = serializers.CharField()
    region = serializers.CharField()
    zh = serializers.CharField()
    en = serializers.CharField()


class StayIn(serializers.Serializer[Any]):
    scheme = serializers.CharField(max_length=20)
    id_number = serializers.CharField(max_length=40)
    care = serializers.ChoiceField(choices=[each.value for each in Care])
    admitted_on = serializers.DateField()
    reference = serializers.CharField(max_length=40, help_text="The institution's own number of it, used once.")
    department = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")


class StayOut(InsuredOut):
    stay = serializers.CharField()
    care = serializers.CharField()
    admitted_on = serializers.DateField()
    reference = serializers.CharField()
    settlements = serializers.ListField(child=serializers.CharField(), help_text="Those that stand.")


class LineIn(serializers.Serializer[Any]):
    """`line`: the institution's own number of it, once a stay. `unit_price` in yuan."""

    line = serializers.CharField(max_length=40)
    code = serializers.CharField(max_length=30)
    on = serializers.DateField()
    quantity = serializers.DecimalField(max_digits=12, decimal_places=3)
    unit_price = serializers.DecimalField(max_digits=13, decimal_places=4, min_value=0)
    department = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")


class BillIn(serializers.Serializer[Any]):
    """What was charged to the last day of the bill. `is_last`: the stay ends with it."""

    until = serializers.DateField()
    is_last = serializers.BooleanField(default=False)
    from_account = serializers.BooleanField(default=False, help_text=_FROM_ACCOUNT)
    lines = LineIn(many=True, allow_empty=False, max_length=2000)  # type: ignore[call-arg]


class LinePartsOut(serializers.Serializer[Any]):
    line = serializers.CharField()
    charged_fen = _FEN()
    over_limit_fen = _FEN()
    excluded_fen = _FEN()
    advance_fen = _FEN()
    in_scope_fen = _FEN()


class PartsOut(serializers.Serializer[Any]):
    """Fen. The funds and the person together pay what was charged."""

    charged_fen = _FEN()
    out_of_scope_fen = _FEN()
    deductible_fen = _FEN()
    pool_fen = _FEN()
    large_fen = _FEN()
    major_fen = _FEN()
    own_in_scope_fen = _FEN()
    fund_fen = _FEN(help_text="What the funds pay.")
    self_pay_fen = _FEN(help_text="What the person pays.")
    account_fen = _FEN(help_text="Of it, from personal accounts, where that is asked for.")
    cash_fen = _FEN(help_text="Of it, otherwise.")


class PreSettlementOut(PartsOut):
    presettlement = serializers.CharField()
    stay = serializers.CharField()
    lines = LinePartsOut(many=True)
    flags = FindingOut(many=True, help_text="What a person at the agency will look at.")
    trace = TraceLineOut(many=True)


class SettlementIn(serializers.Serializer[Any]):
    """`accept_changes`: settle though the result differs from what was shown; the answer explains how."""

    presettlement = serializers.CharField(max_length=12)
    accept_changes = serializers.BooleanField(default=False)
    from_account = serializers.BooleanField(default=False, help_text=_FROM_ACCOUNT)


class SettlementOut(PartsOut):
    settlement = serializers.CharField()
    stay = serializers.CharField()
    presettlement = serializers.CharField()
    settled_on = serializers.DateField()
    until = serializers.DateField()
    is_last = serializers.BooleanField()
    reverses = serializers.CharField(allow_null=True)
    differences = DifferenceOut(many=True)
    trace = TraceLineOut(many=True)


class ReasonIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=200)


class DayRowIn(serializers.Serializer[Any]):
    settlement = serializers.CharField(max_length=12)
    fund_fen = _FEN(min_value=-(10**15), max_value=10**15)
    self_pay_fen = _FEN(min_value=-(10**15), max_value=10**15)


class DayIn(serializers.Serializer[Any]):
    """What a day came to at the institution: counts and sums, fen; with `rows` each settlement is compared too."""

    day = serializers.DateField()
    count = serializers.IntegerField(min_value=0, max_value=10**6)
    charged_fen = _FEN(min_value=-(10**15), max_value=10**15)
    fund_fen = _FEN(min_value=-(10**15), max_value=10**15)
    self_pay_fen = _FEN(min_value=-(10**15), max_value=10**15)
    rows = DayRowIn(many=True, required=False, max_length=MOST_ROWS)  # type: ignore[call-arg]


class ReturnedOut(serializers.Serializer[Any]):
    """The bank's reason, and what the institution has to do: nothing (empty) where it was paid anew."""

    code = serializers.CharField()
    zh = serializers.CharField()
    en = serializers.CharField()
    remedy_zh = serializers.CharField(allow_blank=True)
    remedy_en = serializers.CharField(allow_blank=True)


class DayDifferenceOut(serializers.Serializer[Any]):
    """None where that side does not have it."""

    settlement = serializers.CharField()
    told_fund_fen = _FEN(allow_null=True)
    told_self_pay_fen = _FEN(allow_null=True)
    own_fund_fen = _FEN(allow_null=True)
    own_self_pay_fen = _FEN(allow_null=True)


class ClearingLineOut(serializers.Serializer[Any]):
    """What a clearing paid the institution: one transfer, how it stands, and what is to be done.

    Where the bank returned it: its reason in plain words, and a remedy. A line that is paid anew is named by
    `again_for` of the new one.
    """

    line = serializers.CharField(help_text="The reference of the transfer.")
    clearing = serializers.CharField()
    month = serializers.CharField(help_text="Of the clearing.")
    fund = serializers.CharField()
    bank_name = serializers.CharField()
    amount_fen = _FEN()
    sent_on = serializers.DateField()
    stands = serializers.ChoiceField(choices=[each.value for each in LineStands])
    zh = serializers.CharField(help_text="How it stands.")
    en = serializers.CharField()
    again_for = serializers.CharField(allow_null=True, help_text="The line in whose stead it pays.")
    returned = ReturnedOut(allow_null=True, help_text="Where the bank returned it.")


class ClearingsOut(serializers.Serializer[Any]):
    """The newest first, of clearings of `since` and later months."""

    since = serializers.CharField()
    returned = serializers.IntegerField(help_text="Lines of any month that came back and wait to be paid anew.")
    lines = ClearingLineOut(many=True)


class DayOut(serializers.Serializer[Any]):
    """`own_…`: as the agency has it. `returned`: what clearings paid and the bank returned, when the day was told."""

    day = serializers.CharField()
    version = serializers.IntegerField()
    agrees = serializers.BooleanField()
    own_count = serializers.IntegerField()
    own_charged_fen = _FEN()
    own_fund_fen = _FEN()
    own_self_pay_fen = _FEN()
    differences = DayDifferenceOut(many=True)
    returned = ClearingLineOut(many=True)


class WithdrawnOut(serializers.Serializer[Any]):
    stay = serializers.CharField()
    withdrawn = serializers.BooleanField()


REFUSED = refused(BillRefusedOut)


def answers(shape: Any, *, found: bool = False) -> dict[int, Any]:
    """Every answer of a door that takes a key; a refused bill tells each thing that refuses it."""
    return programs.answers(shape, found=found, refusal=BillRefusedOut)
