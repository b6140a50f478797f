"""Records of one natural person: merged and undone, each by a case; answers about records that are alike."""

import datetime as dt
from collections.abc import Iterable

import pghistory
from django.db import connection, transaction
from django.utils import timezone

from enrollment.registry.actions.corrections import forget_the_death, know_the_death
from enrollment.registry.actions.registering import ONE_PERSON_TWO_POSTS
from enrollment.registry.likenesses import Alike
from enrollment.registry.models import Identifier, Likeness, Merge, Person, Verdict
from enrollment.registry.protocols import against_merging, both_go_on
from enrollment.registry.records import records_of
from siadmin.agency.models import NumberLink, NumberParting, User
from siadmin.agency.selectors import people_behind
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Reason
from siadmin.matters.models import Case
from siadmin.matters.selectors.cases import signers_of

SAME_RECORD = Reason(
    "same_record",
    "这就是本记录，不能与自己合并。",
    "This is the record itself; it cannot be merged with itself.",
    "填写另一条记录的编号。",
    "Write the number of the other record.",
)
MERGED_ALREADY = Reason(
    "merged_already",
    "记录 {number} 已并入 {into}，一条记录只能合并一步。",
    "Record {number} stands under {into} already; a record is merged in one step only.",
    "在 {into} 名下办理，或先撤销原来的合并。",
    "Ask for it under {into}, or undo that merge first.",
)
OTHERS_STAND_UNDER_IT = Reason(
    "others_stand_under_it",
    "记录 {number} 名下已有并入的记录，不能再并入他处。",
    "Other records stand under {number}; it cannot be merged itself.",
    "反过来把本记录并入 {number}，或先撤销它名下的合并。",
    "Merge the other way round, into {number}, or undo what stands under it first.",
)
BOTH_STILL_INSURED = Reason(
    "both_still_insured",
    "两条记录自 {month} 起都在参加：{insurances}，合并后即为重复参保。",
    "Both records are insured from {month} on in: {insurances}. Merged, one person would be insured twice.",
    "先由其中一家单位减员或改为仅参加工伤保险，再合并；以前月份的重复缴费合并后列出处理。",
    "Have one employer end it, or insure for work injury only; months charged twice are listed after the merge.",
)
STANDS_AGAINST_MERGE = Reason(
    "stands_against_merge",
    "现在不能合并：{what_zh}。",
    "They cannot be merged now: {what_en}.",
    "先办结或终止以上事项，再合并。",
    "Have that end first, then merge.",
)
NOT_MERGED = Reason(
    "not_merged",
    "记录 {number} 没有并入本记录，或已撤销。",
    "Record {number} does not stand under this one, or no longer.",
    "从本人名下的记录中选择。",
    "Choose one of the records that stand under it.",
)
ONE_OF_THEM_SIGNS = Reason(
    "one_of_them_signs",
    "签署人中有这两条记录的本人，须回避。",
    "One of those who signed is the person of one of these records.",
    "退回经办，由他人重新签署。",
    "Have the case returned, so that others sign it.",
)
DIFFERENT_ALREADY_MERGED = Reason(
    "likeness_merged",
    "这两条记录已合并，不能答复为“不是同一人”。",
    "These two records are merged; they cannot be said to be of two people.",
    "如合并有误，请办理“撤销合并”。",
    "If that is wrong, undo the merge by its own matter.",
)
ANSWERED_ALREADY = Reason(
    "likeness_answered",
    "{name}已答复这一对记录。",
    "{name} has answered for these two records already.",
    "刷新页面查看；需要改变的，办理“合并重复登记”。",
    "Load the page again; to change it, ask for the records to be merged.",
)


def check_merge(into: Person, other: Person, on: dt.date) -> None:
    """Raises SAME_RECORD, MERGED_ALREADY, OTHERS_STAND_UNDER_IT, BOTH_STILL_INSURED, STANDS_AGAINST_MERGE."""
    if into.pk == other.pk:
        raise SAME_RECORD()
    for person in (into, other):
        standing = Merge.objects.filter(record=person, undone_at__isnull=True).select_related("into").first()
        if standing is not None:
            raise MERGED_ALREADY(number=person.number, into=standing.into.number)
    if Merge.objects.filter(into=other, undone_at__isnull=True).exists():
        raise OTHERS_STAND_UNDER_IT(number=other.number)
    month = Month.of(on)
    if twice := both_go_on.call(into.pk, other.pk, month):
        told = Words("、".join(each.zh for each in twice), ", ".join(each.en for each in twice))
        raise BOTH_STILL_INSURED(month=month, insurances=told)
    if obstacles := against_merging.all(into, other, on):
        said = [obstacle.said for obstacle in obstacles]
        raise STANDS_AGAINST_MERGE(
            what_zh="；".join(each.zh for each in said), what_en="; ".join(each.en for each in said)
        )


@transaction.atomic
def merge_records(*, into: Person, other: Person, case: Case, by: User, at: dt.datetime, reason: str) -> Merge:
    """From now on the two records are of one natural person, `into` being the one they stand under (REG 11, SIL 58).

    No row of either changes, but that a death told of one is known of the other. Accounts under any number of either
    are of one pair of eyes. Raises what `check_merge` refuses, ONE_PERSON_TWO_POSTS, ONE_OF_THEM_SIGNS.
    """
    pair = Person.objects.filter(pk__in=(into.pk, other.pk)).order_by("pk").select_for_update(no_key=True)
    dead = [person for person in pair if person.died_on is not None]
    check_merge(into, other, timezone.localdate(at))
    hashes = [_first_hash(person) for person in (into, other)]
    if {step.person for step in signers_of(case)} & {eyes.hex() for eyes in people_behind(hashes).values()}:
        raise ONE_OF_THEM_SIGNS()
    with refusing("posts_not_combined", ONE_PERSON_TWO_POSTS(name=into.name)):
        link = _linked(*hashes)
    month = Month.of(timezone.localdate(at))
    with refusing("merged_insured_once", BOTH_STILL_INSURED(month=month, insurances="—")):
        merge = Merge.objects.create(record=other, into=into, from_month=month, case=case, merged_at=at, link=link)
    with pghistory.context(actor=by.pk, reason=reason):
        for person in dead[:1]:
            know_the_death(person, records_of(into.pk))
    _answered(into, other, Verdict.SAME, by, at, reason)
    for person, its in ((into, other), (other, into)):
        record(
            by=by, at=at, code="records_merged", subject_kind="person", subject=person.number, reason=reason,
            other=its.number,
        )  # fmt: skip
    return merge


def check_unmerge(into: Person, number: str) -> Merge:
    """The merge that stands. Raises NOT_MERGED."""
    merge = Merge.objects.filter(into=into, record__number=number, undone_at__isnull=True).first()
    if merge is None:
        raise NOT_MERGED(number=number)
    return merge


@transaction.atomic
def undo_merge(*, into: Person, number: str, case: Case, by: User, at: dt.datetime, reason: str) -> Merge:
    """The records are of two natural persons again; each row is where it always was. Raises NOT_MERGED.

    What came since stays with the record it was declared, charged and paid under; who did not die lives.
    """
    list(Person.objects.filter(pk=into.pk).select_for_update(no_key=True))
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=check_unmerge(into, number).pk)
    merge.undone_by, merge.undone_at = case, at
    merge.save(update_fields=["undone_by", "undone_at"])
    if merge.link is not None:
        NumberParting.objects.create(link=merge.link, parted_at=at)
    other = merge.record
    with pghistory.context(actor=by.pk, reason=reason):
        forget_the_death([other.pk], records_of(into.pk))
        forget_the_death(records_of(into.pk), [other.pk])
    _answered(into, other, Verdict.DIFFERENT, by, at, reason)
    for person, its in ((into, other), (other, into)):
        record(
            by=by, at=at, code="merge_undone", subject_kind="person", subject=person.number, reason=reason,
            other=its.number,
        )  # fmt: skip
    return merge


@transaction.atomic
def say_different(*, likeness: Likeness, by: User, at: dt.datetime, reason: str) -> Likeness:
    """Two records that are alike are of two people; they are not brought up again.

    Raises ANSWERED_ALREADY, DIFFERENT_ALREADY_MERGED.
    """
    pair = Person.objects.filter(pk__in=(likeness.one_id, likeness.other_id)).order_by("pk")
    one, other = pair.select_for_update(no_key=True)
    kept = Likeness.objects.select_related("answered_by").select_for_update(of=("self",)).get(pk=likeness.pk)
    if Merge.objects.filter(record__in=(one, other), into__in=(one, other), undone_at__isnull=True).exists():
        raise DIFFERENT_ALREADY_MERGED()
    if kept.answered_by is not None:
        who = kept.answered_by
        raise ANSWERED_ALREADY(name=Words(who.display_name, who.display_name_en or who.display_name))
    kept.verdict, kept.reason, kept.answered_by, kept.answered_at = Verdict.DIFFERENT, reason[:200], by, at
    kept.save(update_fields=["verdict", "reason", "answered_by", "answered_at"])
    record(
        by=by, at=at, code="records_told_apart", subject_kind="person", subject=one.number, reason=reason,
        other=other.number,
    )  # fmt: skip
    return kept


def told_apart(*, person: Person, others: Iterable[Alike], by: User, at: dt.datetime, reason: str) -> None:
    """Somebody was registered although others are alike: whoever decided that compared them, and is not asked again."""
    for each in others:
        one, other = sorted((person, each.person), key=lambda its: its.pk)
        Likeness.objects.create(
            one=one, other=other, signs=" ".join(each.signs), weight=each.weight, found_at=at,
            verdict=Verdict.DIFFERENT, reason=reason[:200], answered_by=by, answered_at=at,
        )  # fmt: skip


def _first_hash(person: Person) -> bytes:
    digest = Identifier.objects.filter(person=person).order_by("pk").values_list("value_hash", flat=True)[0]
    return bytes(digest)


def _linked(kept: bytes, led: bytes) -> NumberLink | None:
    """The link that makes both numbers of one person; none where they were already."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT agency_link_numbers(%s, %s)", [kept, led])
        (made,) = cursor.fetchone()
    return NumberLink.objects.get(pk=made) if made is not None else None


def _answered(into: Person, other: Person, verdict: str, by: User, at: dt.datetime, reason: str) -> None:
    one, two = sorted((into, other), key=lambda person: person.pk)
    told = {"verdict": verdict, "reason": reason[:200], "answered_by": by, "answered_at": at}
    Likeness.objects.update_or_create(
        one=one, other=two, defaults=told, create_defaults={**told, "signs": "", "weight": 0, "found_at": at}
    )
