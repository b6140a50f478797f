"""Somebody who was registered more than once: their records are merged, or a merge that was wrong is undone."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from enrollment.registry.actions.merging import (
    check_merge,
    check_unmerge,
    merge_records,
    undo_merge,
)
from enrollment.registry.compared import compared, signs_between
from enrollment.registry.matters.subject import because, person_of, told
from enrollment.registry.models import Merge, Person
from enrollment.registry.protocols import booked_since, both_have
from enrollment.registry.rules.alike import Sign
from enrollment.registry.selectors import NO_SUCH_PERSON, person_by_number
from siadmin.agency.models import User
from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.language import Words
from siadmin.kernel.money import written
from siadmin.kernel.refusal import Reason
from siadmin.matters.catalogue import Beside, Change, Door, Matter, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

_WHO = Words(
    "被重复登记的个人，或经办机构依职权", "Whoever was registered more than once, or the agency of its own accord"
)
# Nothing is asked for that the agency can compare itself; who comes may bring what shows that both records are theirs.
_PAPERS = (
    Paper(
        "identity_shown",
        Words(
            "居民身份证或另一条记录登记用的证件（本人到场的）",
            "Identity card, or the document of the other record, where the person comes",
        ),
        Words("社会保险经办条例第31条；居民身份证法第14条", "REG 31; Law on Resident Identity Cards, art. 14"),
        is_required=False,
    ),
    Paper(
        "number_corrected",
        Words(
            "公安机关出具的公民身份号码更正证明（号码更正过的）",
            "Certificate of the police, where the number was corrected",
        ),
        Words("居民身份证法第3条；户口登记条例第17条", "Resident Identity Cards 3; Household Registration 17"),
        is_required=False,
    ),
)


_BY_NAME_OR_NUMBER = frozenset({Sign.NAME, Sign.SOUND, Sign.NUMBER})
NOTHING_IN_COMMON = Reason(
    "records_with_nothing_in_common",
    "{one} 与 {other} 的姓名、号码、出生日期、手机和银行账户没有一项相同或相近，不能合并。",
    "{one} and {other} have nothing in common: not name, number, day of birth, phone or bank account.",
    "确为同一人的，先凭证件更正其中一条记录，再合并。",
    "If it is one person, have one of the records corrected by its papers first, then merge.",
)


class MergeForm(MatterForm):
    linked = frozenset({"number"})

    number = forms.CharField(
        label=gettext_lazy("Number of the other record"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "Our number, such as P7K2M-9Q4XA, or an identity number. The record asked for here stays in front."
        ),
    )
    why = forms.CharField(
        label=gettext_lazy("Why they are one person"),
        max_length=150,
        strip=True,
        help_text=gettext_lazy("What was compared, with whom or with which register."),
    )

    def clean_number(self) -> str:
        """Our number of the record: nobody's identity number is kept with a case for it."""
        typed = compact(self.cleaned_data["number"]).upper()
        person = person_by_number(typed)
        if person is None:
            refusal = NO_SUCH_PERSON(number=typed if typed.startswith("P") else "…")
            raise forms.ValidationError(f"{refusal.message} {refusal.remedy}")
        return person.number


class MergeRecords(Matter):
    """Two people sign; three where they say the same months, another sex or day of birth, or are little alike."""

    code = "person_merge"
    title = Words("合并重复登记", "Merge records of one person")
    who = _WHO
    conditions = (
        Words("两条记录为同一自然人", "Both records are of one natural person"),
        Words("两条记录今后不在同一险种同时参保", "They are not both insured in one insurance from now on"),
        Words(
            "原记录、缴费、账户和编号都保留，可随时撤销",
            "Records, contributions, accounts and numbers stay as they are; it can be undone at any time",
        ),
    )
    papers = _PAPERS
    basis = Words("社会保险经办条例第6条、第11条；社会保险法第58条", "REG 6, 11; SIL 58")
    result = Words(
        "两条记录的缴费和账户合并计算、合并查询", "Contributions and accounts of both count and are shown together"
    )
    category = "change"
    subject_kind = "person"
    risks = (Risk.MIDDLE, Risk.HIGH)
    doors = frozenset({Door.COUNTER})
    may_agents = False
    form = MergeForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        into, other = person_of(subject), _numbered(facts["number"])
        is_alike = (into.sex, into.birth_on) == (other.sex, other.birth_on)
        is_alike = is_alike and not _BY_NAME_OR_NUMBER.isdisjoint(signs_between(into, other))
        return Risk.MIDDLE if is_alike and not both_have.call(into.pk, other.pk) else Risk.HIGH

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        into, other = person_of(subject), _numbered(facts["number"])
        if into.pk != other.pk and not signs_between(into, other):
            raise NOTHING_IN_COMMON(one=into.number, other=other.number)
        check_merge(into, other, on)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        into, other = person_of(subject), _numbered(facts["number"])
        found = [Change(Words("记录", "Record"), f"{other.number} {other.name}", f"{into.number} {into.name}")]
        if (into.died_on is None) != (other.died_on is None):
            found.append(Change(_DEATH, "", str(into.died_on or other.died_on)))
        for each in both_have.call(into.pk, other.pk):
            label = Words("{insurance}重复 {span}", "{insurance} twice, {span}").filled(
                insurance=each.insurance, span=each.span
            )
            ways = [f"{name} ¥{written(fen)}" for name, fen in each.ways]
            found.append(Change(label, "；".join(ways), str(_TO_BE_RESOLVED)))
        return found

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        into, other = Person.objects.get(number=case.subject), _numbered(facts["number"])
        merge_records(into=into, other=other, case=case, by=by, at=at, reason=because(case, facts["why"]))
        words = Words(
            "{other} 已并入 {into}，两个编号都通向本人。",
            "{other} stands under {into} now; both numbers lead to the person.",
        )
        return told(words.filled(other=other.number, into=into.number))

    def beside(self, case: Case) -> Beside | None:
        other = _numbered(case.told.get(version=case.facts_version).facts["number"])
        return Beside("registry/_compared.html", compared(Person.objects.get(number=case.subject), other))


_DEATH = Words("死亡日期（两条记录）", "Day of death, of both records")
_TO_BE_RESOLVED = Words("合并后列为重复缴费，按多缴处理", "listed as paid twice, to be paid back as too much")


class UndoForm(MatterForm):
    linked = frozenset({"record"})

    record = forms.ChoiceField(label=gettext_lazy("Which record is another person"))
    why = forms.CharField(
        label=gettext_lazy("Why they are two people"),
        max_length=150,
        strip=True,
        help_text=gettext_lazy("What was compared, with whom or with which register."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = Person.objects.filter(number=self.subject.number).first() if self.subject else None
        merges = Merge.objects.filter(into=person).select_related("record").order_by("pk") if person else ()
        numbers = {merge.record.number: f"{merge.record.number} {merge.record.name}" for merge in merges}
        self.fields["record"].choices = list(numbers.items())  # type: ignore[attr-defined]


class UndoMerge(Matter):
    """Two people sign. Every row is where it always was, also what came since."""

    code = "person_unmerge"
    title = Words("撤销合并", "Undo a merge of records")
    who = _WHO
    conditions = (
        Words("两条记录被误认为同一人而合并", "Two records were merged by mistake"),
        Words(
            "合并后的参保、缴费留在申报时所用的记录名下",
            "What was insured and paid since stays with the record it was declared under",
        ),
    )
    papers = _PAPERS
    basis = Words("社会保险经办条例第11条、第53条；社会保险法第74条", "REG 11, 53; SIL 74")
    result = Words(
        "两条记录恢复为两人，各自的缴费和账户不变",
        "Two people again, each with their contributions and accounts as they are",
    )
    category = "change"
    subject_kind = "person"
    risks = (Risk.MIDDLE,)
    doors = frozenset({Door.COUNTER})
    may_agents = False
    form = UndoForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        check_unmerge(person_of(subject), facts["record"])

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        merge = check_unmerge(person_of(subject), facts["record"])
        found = [Change(Words("记录", "Record"), merge.into.number, f"{merge.record.number} {merge.record.name}")]
        for person in (merge.into, merge.record):
            label = Words("合并以来 {number} 名下", "Since the merge, under {number}").filled(number=person.number)
            since = "、".join(map(str, booked_since.call(person.pk, merge.from_month))) or str(
                Words("没有新的记载", "nothing new")
            )
            found.append(Change(label, since, str(Words("留在原处", "stays there"))))
            told_of = person.death_told_of_id
            if told_of is not None and merge.record_id in (person.pk, told_of):
                label = Words("{number} 的死亡日期", "Day of death, {number}").filled(number=person.number)
                found.append(Change(label, str(person.died_on), str(Words("撤销", "taken back"))))
        return found

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        into = Person.objects.get(number=case.subject)
        undo_merge(into=into, number=facts["record"], case=case, by=by, at=at, reason=because(case, facts["why"]))
        words = Words("{other} 与 {into} 恢复为两人。", "{other} and {into} are two people again.")
        return told(words.filled(other=facts["record"], into=into.number))

    def beside(self, case: Case) -> Beside | None:
        other = _numbered(case.told.get(version=case.facts_version).facts["record"])
        return Beside("registry/_compared.html", compared(Person.objects.get(number=case.subject), other))


def _numbered(number: str) -> Person:
    return Person.objects.get(number=number)


MERGE, UNMERGE = MergeRecords(), UndoMerge()
