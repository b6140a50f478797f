"""A scheme as a matter of the one case mechanism: received, signed by several for one assessment, decided in writing.

Nobody is turned away at the door because a condition is not met: that is decided, with reasons and remedies (REG 52).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from benefits.claims.actions import deny, grant, sign, take_in
from benefits.claims.beside import shown_beside
from benefits.claims.law import risk_of
from benefits.claims.schemes import Scheme, known_scheme
from benefits.claims.selectors import assessed, claim_of, claimant_at, claimant_of, signed_of, weight_signed
from benefits.claims.words import COUNTED
from enrollment.registry.matters.subject import person_of, told
from siadmin.agency.insurances import LINE_OF
from siadmin.agency.models import Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from siadmin.matters.catalogue import Beside, Change, Matter, MatterForm, Obstacle, Paper, register
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject


class ClaimMatter(Matter):
    """What every scheme has in common."""

    code = category = ""
    title = who = basis = result = Words("", "")
    conditions: Sequence[Words] = ()
    papers: Sequence[Paper] = ()
    form: type[MatterForm] = MatterForm
    subject_kind = "person"
    risks = tuple(Risk)

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.code, self.category, self.form = scheme.code, scheme.category, scheme.form
        self.title, self.who, self.basis, self.result = scheme.title, scheme.who, scheme.basis, scheme.result
        self.conditions, self.papers = scheme.conditions, scheme.papers
        self.doors, self.may_agents = scheme.doors, scheme.may_agents
        self.line = str(LINE_OF[scheme.insurance])

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        """The least it is, whatever it comes to."""
        return self.scheme.least_risk(facts)

    def risk_of(self, case: Case, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> str:
        """By what it comes to and the thresholds of the place, by the law of the day of the application; months gone by
        up to `on` leave at once and weigh too. What cannot be assessed is not small."""
        least = self.risk(facts, subject)
        return max(least, self._risk_by_weight(case, facts, subject, on), key=[*map(str, Risk)].index)

    def _risk_by_weight(self, case: Case, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> str:
        claim = claim_of(case) if case.pk else None
        applied_on = timezone.localdate(case.received_at)
        claimant = claimant_of(claim) if claim else claimant_at(self.scheme, person_of(subject), facts, applied_on)
        if claimant is None:
            return Risk.MIDDLE
        if (signed := signed_of(claim, case.round) if claim else None) is not None:
            weight = weight_signed(signed, Month.of(on))  # whoever signs next signs for the same
        else:
            try:
                weight = assessed(self.scheme, claimant, facts).assessed.weight_fen(Month.of(on))
            except Refusal:
                return Risk.MIDDLE
        return risk_of(self.scheme.code, weight, claimant.region, claimant.applied_on)

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        """Nothing is paid to the dead, whatever it is; and what stands against this scheme."""
        person = person_of(subject)
        found = self.scheme.against(person, on)
        if person.died_on:
            found = [Obstacle(Words(f"已于 {person.died_on} 死亡", f"Died on {person.died_on}")), *found]
        return found

    def foreseen(self, subject: Subject | None, on: dt.date) -> list[Words]:
        """Where nothing is asked the record tells it all (REG 31); what cannot be assessed is not foreseen."""
        if self.form.base_fields:
            return []
        claimant = claimant_at(self.scheme, person_of(subject), {}, on)
        if claimant is None:
            return []
        try:
            return list(assessed(self.scheme, claimant, {}).assessed.unmet)
        except Refusal:
            return []

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return self.scheme.place(person_of(subject), facts, on)

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        """Conditions are decided, not checked at the door: see `signed`."""

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        """None beside the assessment, which says what the claim comes to on the day it was applied for."""
        return []

    def taken_in(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
        take_in(scheme=self.scheme, case=case, facts=facts, at=at)

    def signed(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
        sign(claim=case.claim, round_number=case.round, facts=facts, by=by, at=at)

    def decided_against(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
        deny(claim=case.claim, case=case, facts=facts, by=by, at=at)

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        decision = grant(claim=case.claim, case=case, by=by, at=at)
        signed = decision.assessment
        assert signed is not None
        if not signed.items:
            letter = decision.letter.number
            return told(Words(f"{COUNTED.zh}。决定书 {letter}。", f"Decided: {COUNTED.en}. Letter {letter}."))
        parts = [
            Words(f"{zh} {written(fen)} 元", f"¥{written(fen)} {en}")
            for fen, zh, en in ((signed.monthly_fen, "每月", "a month"), (signed.once_fen, "一次性", "once"))
            if fen
        ]
        zh, en = "，".join(each.zh for each in parts), " and ".join(each.en for each in parts)
        return told(
            Words(
                f"准予支付：{zh}。决定书 {decision.letter.number}。", f"Granted: {en}. Letter {decision.letter.number}."
            )
        )

    def beside(self, case: Case) -> Beside | None:
        """What the claim comes to, with every figure, on the pages of those who handle it and who applied."""
        claim = claim_of(case)
        return None if claim is None else shown_beside(claim, case)


def join(scheme: Scheme) -> ClaimMatter:
    """A scheme joins: from here on it is asked for, handled, decided and told like every other."""
    matter = ClaimMatter(known_scheme(scheme))
    register(matter)
    return matter
