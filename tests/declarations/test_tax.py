"""Where the tax authority takes declarations: one per person-month, corrections by name, second employers in words."""

from typing import Any

import pytest
from django.db import connection

from contributions.declarations.actions import (
    FiledRow,
    correct_row,
    discard,
    draft_from_rows,
    file,
    submit,
    tax_files,
    tax_reading,
)
from contributions.declarations.actions.tax_files import receive_tax_file
from contributions.declarations.actions.tax_reading import Told
from contributions.declarations.models import Declaration, DeclarationState, Door, RowState, TaxFile, TaxFileMonth
from contributions.declarations.selectors import basket, wages_in_force
from enrollment.participation.models import Employment, InsuredPeriod, WorkerKind
from enrollment.registry.models import Employer, Person
from siadmin.agency.models import Act
from siadmin.kernel import runs
from siadmin.kernel.models import RunState
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal
from tests import database
from tests.cities import BEIJING, COUNTY_OF, SEPTEMBER, SHENZHEN, broken, tick, work
from tests.declarations.desk import WRONG, entered, staffed
from tests.factories import TODAY, a_person, an_employer, an_employment, identity_number_of

pytestmark = pytest.mark.usefixtures("five_cities")
NANSHAN = COUNTY_OF[SHENZHEN]


def told(employer: Employer, *rows: Any, corrects: str = "") -> Declaration:
    """What the tax authority sends; good rows are filed."""
    draft = draft_from_rows(
        employer=employer, month=SEPTEMBER, rows=rows, door=Door.TAX, by=None, at=tick(), corrects=corrects
    )
    if not draft.people:
        discard(declaration=draft, by=None, at=tick())
        return draft
    return submit(declaration=draft, by=None, at=tick(), today=TODAY)


def problems(declaration: Declaration) -> dict[str, list[str]]:
    rows = declaration.rows.filter(state=RowState.REFUSED)
    return {row.name: [problem["code"] for problem in row.problems] for row in rows}


def wages(employer: Employer) -> dict[int, int]:
    return {person: fen // 100 for person, fen in wages_in_force(employer.pk, SEPTEMBER).items()}


def test_a_second_declaration_of_a_person_month_is_refused() -> None:
    employer, (li, wang) = staffed(2, at=NANSHAN)
    first = told(employer, entered(li, 8_000))
    second = told(employer, entered(li, 8_200), entered(wang, 9_000))
    assert problems(second) == {li.name: ["tax_declared_before"]}
    assert first.number in second.rows.get(state=RowState.REFUSED).problems[0]["remedy_en"]
    assert wages(employer) == {li.pk: 8_000, wang.pk: 9_000}


def test_what_is_not_a_correction_adds_to_the_version_before() -> None:
    employer, (li, wang) = staffed(2, at=NANSHAN)
    told(employer, entered(li, 8_000))
    second = told(employer, entered(wang, 9_000))
    assert (second.version, second.people, second.wages_fen) == (2, 2, 1_700_000)
    assert set(second.rows.values_list("person_id", "state")) == {(li.pk, "filed"), (wang.pk, "filed")}
    assert broken() == {}


def test_a_correction_names_the_declaration_it_corrects() -> None:
    employer, (li, wang) = staffed(2, at=NANSHAN)
    first = told(employer, entered(li, 8_000), entered(wang, 9_000))
    second = told(employer, entered(li, 8_500), corrects=first.number)
    assert (second.version, second.people, wages(employer)) == (2, 1, {li.pk: 8_500, wang.pk: 9_000})
    with pytest.raises(Refusal) as refused:
        told(employer, entered(li, 1), corrects=first.number)
    assert refused.value.code == "tax_corrects_another"
    assert wages(employer)[li.pk] == 8_500


def test_a_correction_of_nothing_is_refused() -> None:
    employer, (li,) = staffed(at=NANSHAN)
    with pytest.raises(Refusal) as refused:
        told(employer, entered(li, 8_000), corrects="D00000000000")
    assert refused.value.code == "tax_corrects_another"


def test_the_act_itself_refuses_a_person_month_declared_before() -> None:
    employer, (li,) = staffed(at=NANSHAN)
    told(employer, entered(li, 8_000))
    with pytest.raises(Refusal) as refused:
        file(
            employer=employer, month=SEPTEMBER, rows=[FiledRow(100, person=li)], door=Door.TAX,
            by=None, at=tick(), today=TODAY,
        )  # fmt: skip
    assert refused.value.code == "tax_declared_before"


def test_another_employer_does_not_declare_the_same_person_month() -> None:
    first, (li,) = staffed(at=NANSHAN)
    told(first, entered(li, 8_000))
    second = an_employer(at=NANSHAN)
    assert problems(told(second, entered(li, 3_000))) == {li.name: ["tax_declared_elsewhere"]}
    assert not Employment.objects.filter(employer=second).exists()


def test_somebody_insured_elsewhere_is_not_taken_for_a_second_employer_silently() -> None:
    """Nothing is declared there yet: still nobody decides but the authority."""
    _, (li,) = staffed(at=NANSHAN)
    second = an_employer(at=NANSHAN)
    assert problems(told(second, entered(li, 3_000))) == {li.name: ["tax_declared_elsewhere"]}


def test_a_second_employer_in_so_many_words_pays_work_injury_only() -> None:
    first, (li,) = staffed(at=NANSHAN)
    told(first, entered(li, 8_000))
    second = an_employer(at=NANSHAN)
    filed = told(second, entered(li, 3_000, is_second_employer=True))
    assert (filed.state, filed.people) == (DeclarationState.FILED, 1)
    assert Employment.objects.get(employer=second).kind == WorkerKind.SECOND_EMPLOYER
    assert list(InsuredPeriod.objects.filter(employer=second).values_list("insurance", flat=True)) == ["injury"]
    assert broken() == {}


def test_a_second_employment_on_record_needs_no_mark_again() -> None:
    first, (li,) = staffed(at=NANSHAN)
    second = an_employer(at=NANSHAN)
    an_employment(li, second, since=SEPTEMBER, insured_in=("injury",), kind=WorkerKind.SECOND_EMPLOYER)
    told(first, entered(li, 8_000))
    assert told(second, entered(li, 3_000)).state == DeclarationState.FILED


@pytest.mark.parametrize("works_here", [True, False])
def test_who_has_no_other_employer_is_not_a_second_one(works_here: bool) -> None:
    employer, (li,) = staffed(at=NANSHAN)
    who = li if works_here else a_person(name="钱进")
    assert problems(told(employer, entered(who, 3_000, is_second_employer=True))) == {
        who.name: ["not_a_second_employer"]
    }


def test_what_the_authority_sent_wrong_it_sends_again_itself() -> None:
    employer, (li, wang) = staffed(2, at=NANSHAN)
    first = told(employer, entered(li, 8_000), entered(wang, WRONG))
    row = first.rows.get(state=RowState.REFUSED)
    assert not basket(employer).exists()
    with pytest.raises(Refusal) as refused:
        correct_row(row_id=row.pk, name=wang.name, number=identity_number_of(wang), wage="1", by=None, at=tick())
    assert refused.value.code == "tax_declares_here"
    told(employer, entered(wang, 9_000))
    row.refresh_from_db()
    assert row.state == RowState.REPLACED


# --- files ---------------------------------------------------------------------------------------------------


def content(
    *rows: tuple[Any, ...], head: str = "credit_code,month,name,id_number,wage,second_employer,corrects"
) -> bytes:
    lines = [head, *(",".join(str(cell) for cell in row) for row in rows)]
    return "\n".join(lines).encode()


def line(
    employer: Employer,
    person: Person,
    wage: object,
    *,
    mark: str = "",
    corrects: str = "",
    month: object = SEPTEMBER,
) -> tuple[Any, ...]:
    return (employer.credit_code, month, person.name, identity_number_of(person), wage, mark, corrects)


def imported(data: bytes, *employers: Employer) -> list[TaxFileMonth]:
    reach = {employer.credit_code: employer for employer in employers}
    file, run = receive_tax_file(name="tax.csv", content=data, employers=reach, by=None, at=tick())
    assert work(run).state == RunState.DONE
    return list(file.months.order_by("pk"))


def test_a_file_declares_several_employers_and_names_what_it_could_not() -> None:
    one, (li, wang) = staffed(2, at=NANSHAN)
    two, (zhao,) = staffed(at=NANSHAN)
    elsewhere, (qian,) = staffed(at=COUNTY_OF[BEIJING])
    rows = [
        line(one, li, 8_000), line(one, wang, "many"), line(two, zhao, 7_000),
        line(elsewhere, qian, 7_000), line(two, zhao, 7_000, month="2026-13"),
        ("91440300MA00000000", SEPTEMBER, "某人", "1", "2", "", ""),
    ]  # fmt: skip
    found = {(each.credit_code, each.month): each for each in imported(content(*rows), one, two, elsewhere)}
    of_one = found[one.credit_code, "2026-09"].declaration
    assert of_one is not None
    assert (of_one.people, problems(of_one)) == (1, {wang.name: ["wage_not_a_number"]})
    assert wages(two) == {zhao.pk: 7_000}
    assert {key[0]: each.problem["code"] for key, each in found.items() if each.problem} == {
        elsewhere.credit_code: "not_tax_region",
        two.credit_code: "tax_file_month",
        "91440300MA00000000": "tax_file_employer",
    }
    act = Act.objects.get(code="tax_declarations_imported")
    assert (act.detail["rows"], act.detail["months"], act.detail["refused"]) == (6, 5, 3)
    assert broken() == {}


def test_an_employer_out_of_reach_is_not_declared() -> None:
    one, (li,) = staffed(at=NANSHAN)
    (outcome,) = imported(content(line(one, li, 8_000)))
    assert ((outcome.problem or {})["code"], outcome.employer) == ("tax_file_employer", None)
    assert not Declaration.objects.exists()


def test_the_same_file_twice_declares_nothing_twice() -> None:
    one, (li,) = staffed(at=NANSHAN)
    data = content(line(one, li, 8_000))
    imported(data, one)
    (again,) = imported(data, one)
    assert again.declaration is not None
    assert (again.declaration.state, problems(again.declaration)) == (
        DeclarationState.DISCARDED, {li.name: ["tax_declared_before"]},
    )  # fmt: skip
    assert Declaration.objects.filter(state=DeclarationState.FILED).count() == 1


def test_a_file_corrects_by_naming_the_declaration() -> None:
    one, (li,) = staffed(at=NANSHAN)
    (first,) = imported(content(line(one, li, 8_000)), one)
    assert first.declaration is not None
    imported(content(line(one, li, 8_500, corrects=first.declaration.number)), one)
    assert wages(one) == {li.pk: 8_500}


def test_a_file_marks_second_employers() -> None:
    one, (li,) = staffed(at=NANSHAN)
    two = an_employer(at=NANSHAN)
    imported(content(line(one, li, 8_000), line(two, li, 3_000, mark="是")), one, two)
    assert Employment.objects.get(employer=two).kind == WorkerKind.SECOND_EMPLOYER


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"credit_code,month,name\n", "tax_file_columns"),
        (b"\xff\xff\xff", "tax_file_unreadable"),
        (b"PK\x03\x04\0\0", "tax_file_unreadable"),
        (content(("9", "2026-09", "a", "b", "c", "maybe", "")), "tax_file_mark"),
        (content(*[("9", "2026-09", "a", "b", "c", "", "")] * 20_001), "tax_file_long"),
    ],
    ids=["columns", "encoding", "zip", "mark", "long"],
)
def test_a_file_that_cannot_be_taken_is_refused_whole(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        imported(data)
    assert refused.value.code == code
    assert not TaxFile.objects.exists()


def test_a_file_too_long_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tax_reading, "MOST_ROWS", 2)
    three = [("9", "2026-09", "a", "b", "c", "", "")] * 3
    for rows in (three, [*three, ("9", "2026-09", "a", "b", "c", "maybe", "")]):
        with pytest.raises(Refusal) as refused:
            imported(content(*rows))
        assert refused.value.code == "tax_file_long"
    assert len(tax_reading.read(content(*three[:2]))["9", "2026-09"].rows) == 2


def test_a_file_is_read_once_and_its_months_keep_their_rows_encrypted_until_they_are_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tax_files, "ROWS_A_SLICE", 1)
    honest, asked = tax_files.read, []

    def reading(data: bytes) -> dict[Any, Told]:
        asked.append(data)
        return honest(data)

    monkeypatch.setattr(tax_files, "read", reading)
    one, (li,) = staffed(at=NANSHAN)
    two, (zhao,) = staffed(at=NANSHAN)
    data = content(line(one, li, 8_000), line(two, zhao, 7_000), line(two, zhao, 7_000, month="2026-13"))
    reach = {employer.credit_code: employer for employer in (one, two)}
    file, run = receive_tax_file(name="tax.csv", content=data, employers=reach, by=None, at=tick())
    kept = {(month.credit_code, month.month): month for month in file.months.all()}
    assert {key: Told.of(month.told or "") for key, month in kept.items()} == honest(data)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(told.told::text, ' ') FROM declarations_taxfilemonth AS told")
        (at_rest,) = cursor.fetchone()
    assert identity_number_of(li).encode().hex() not in at_rest
    assert work(run).state == RunState.DONE
    assert (run.slices.count(), len(asked)) == (2, 1)
    assert not file.months.filter(told__isnull=False).exists()


def test_a_month_keeps_its_rows_as_long_as_it_waits_and_no_longer() -> None:
    one, (li,) = staffed(at=NANSHAN)
    (month,) = imported(content(line(one, li, 8_000)), one)
    for change in ({"told": "{}"}, {"declaration": None}):
        with database.refused("tax_file_month_waits_with_its_rows"):
            TaxFileMonth.objects.filter(pk=month.pk).update(**change)


def test_a_file_in_the_encoding_of_the_tax_system_is_read() -> None:
    one, (li,) = staffed(at=NANSHAN)
    imported(content(line(one, li, 8_000)).decode().encode("gb18030"), one)
    assert wages(one) == {li.pk: 8_000}


def test_months_are_told_apart() -> None:
    one, (li,) = staffed(at=NANSHAN, since=Month(2026, 8))
    found = imported(content(line(one, li, 8_000, month="2026-08"), line(one, li, 8_100)), one)
    assert [each.declaration.people for each in found if each.declaration] == [1, 1]


def test_codes_and_months_too_long_to_be_any_are_refused_and_not_confused() -> None:
    one, (li,) = staffed(at=NANSHAN)
    code = one.credit_code
    rows = [(f"{code}{more}", "2026-09", li.name, identity_number_of(li), "8000", "", "") for more in ("A", "B")]
    rows.append((code, "2026-09-30-and-more", li.name, identity_number_of(li), "8000", "", ""))
    found = imported(content(*rows), one)
    assert {(each.rows_count, (each.problem or {})["code"]) for each in found} == {
        (2, "tax_file_employer"), (1, "tax_file_month"),
    }  # fmt: skip


def test_employers_that_share_people_are_judged_in_one_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tax_files, "ROWS_A_SLICE", 1)
    one, (li, wang) = staffed(2, at=NANSHAN)
    two, (zhao,) = staffed(at=NANSHAN)
    three = an_employer(at=NANSHAN)
    data = content(
        line(one, li, 8_000), line(two, zhao, 7_000), line(three, wang, 3_000, mark="1"), line(one, wang, 9_000)
    )
    reach = {employer.credit_code: employer for employer in (one, two, three)}
    file, run = receive_tax_file(name="tax.csv", content=data, employers=reach, by=None, at=tick())
    ids = {month.pk: month.employer_id for month in file.months.all()}
    assert [{ids[pk] for pk in part.scope["months"]} for part in run.slices.order_by("number")] == [
        {one.pk, three.pk}, {two.pk},
    ]  # fmt: skip
    work(run)
    assert Employment.objects.get(employer=three).kind == WorkerKind.SECOND_EMPLOYER


def test_an_import_that_broke_off_goes_on_and_declares_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tax_files, "ROWS_A_SLICE", 1)
    one, (li,) = staffed(at=NANSHAN)
    two, (zhao,) = staffed(at=NANSHAN)
    reach = {employer.credit_code: employer for employer in (one, two)}
    data = content(line(one, li, 8_000), line(two, zhao, 7_000))
    file, run = receive_tax_file(name="tax.csv", content=data, employers=reach, by=None, at=tick())
    honest = tax_files.submit

    def torn(*, declaration: Declaration, **how: Any) -> Declaration:
        if declaration.employer == two:
            raise RuntimeError("the worker is gone")
        return honest(declaration=declaration, **how)

    monkeypatch.setattr(tax_files, "submit", torn)
    with pytest.raises(RuntimeError):
        runs.work(run.pk)
    assert [month.is_waiting for month in file.months.order_by("pk")] == [False, True]
    assert not Declaration.objects.filter(employer=two).exists(), "nothing of the slice stays"
    assert not Act.objects.filter(code="tax_declarations_imported").exists()
    monkeypatch.setattr(tax_files, "submit", honest)
    assert work(run).totals == {"months": 2, "filed": 2, "refused": 0}
    assert (wages(one), wages(two)) == ({li.pk: 8_000}, {zhao.pk: 7_000})
    assert Declaration.objects.count() == 2
    assert runs.work(run.pk) == 0
    assert Act.objects.filter(code="tax_declarations_imported").count() == 1
    assert broken() == {}
