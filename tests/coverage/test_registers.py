"""Register files: each row by itself, refused ones kept and corrected, the same file once, differences kept."""

import datetime as dt

import pytest
from django.db import IntegrityError

from enrollment.coverage.actions.mismatches import decide_mismatch
from enrollment.coverage.actions.registers import correct_row, receive_batch
from enrollment.coverage.models import Batch, Known, Mismatch, Row, RowState, Sighting
from enrollment.coverage.reasons import MISMATCH_DECIDED, ROW_TAKEN_ALREADY, SAY_WHY_SO
from enrollment.coverage.registers.layouts import EXAMPLES, LAYOUTS, read
from enrollment.coverage.rules.kinds import Decision, Field, Register
from enrollment.registry.models import Person
from siadmin.agency.models import Document, Region
from siadmin.agency.posts import Post
from siadmin.kernel.months import Month
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Refusal
from tests import cities, database
from tests.coverage.registers import CODE, SHOP, came, died, file_of, lives, open_ones, paid, scan, somebody
from tests.factories import (
    TODAY,
    a_member_of_staff,
    a_person,
    an_employer,
    an_employment,
    identity_number_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("five_cities")]


@pytest.fixture
def clerk():
    return a_member_of_staff(Post.CLERK, at=cities.BEIJING)


def send(content: bytes, *, kind: Register = Register.WAGE_TAX, as_of: dt.date = TODAY) -> tuple[Batch, bool]:
    return receive_batch(
        kind=kind, source="税务局", as_of=as_of, region=Region.objects.get(pk=cities.BEIJING), name="f.csv",
        content=content, by=None, at=cities.tick(),
    )  # fmt: skip


def test_a_bad_row_holds_up_no_good_one_and_is_kept_as_it_came() -> None:
    good, bad = paid(somebody(), code=CODE), paid("110105199001010019", "王芳", code=CODE)
    batch = came(Register.WAGE_TAX, good, bad, refused=1)
    assert (batch.rows_count, batch.rows.filter(state=RowState.TAKEN).count()) == (2, 1)
    refused = batch.rows.get(state=RowState.REFUSED)
    assert "王芳" in str(refused.given) and "id_check_digit" in str(refused.problem)
    assert refused.line == 3


@pytest.mark.parametrize(
    ("kind", "row", "code"),
    [
        (Register.WAGE_TAX, paid("", code=CODE), "register_cell_empty"),
        (Register.WAGE_TAX, paid(somebody(), code="91110105MA00000000"), "credit_code_check"),
        (Register.WAGE_TAX, paid(somebody(), code=CODE, wage="-1"), "register_cell_not_money"),
        (Register.WAGE_TAX, paid(somebody(), code=CODE, wage="八千"), "register_cell_not_money"),
        (Register.WAGE_TAX, paid(somebody(), code=CODE, wage="1e30"), "register_cell_not_money"),
        (Register.WAGE_TAX, paid(somebody(), "很" * 61, code=CODE), "register_cell_long"),
        (Register.WAGE_TAX, paid(somebody(), code=CODE) | {"month": "2026-13"}, "register_cell_not_a_month"),
        (Register.WAGE_TAX, paid(somebody(), code=CODE, month=Month(2026, 12)), "register_in_the_future"),
        (Register.WAGE_TAX, paid(somebody(), code=CODE, place="999999"), "register_place_unknown"),
        (Register.WAGE_TAX, paid(somebody(), code=CODE, place="440305"), "register_place_outside"),
        (Register.DEATH, died(somebody(), dt.date(1980, 1, 1)), "register_dies_before_birth"),
        (Register.DEATH, {"id_number": somebody(), "name": "李伟", "died_on": "昨天"}, "register_cell_not_a_day"),
        (Register.HOUSEHOLD, lives(somebody()) | {"is_student": "也许"}, "register_cell_not_a_mark"),
    ],
)
def test_each_fault_of_a_row_is_named(kind, row, code) -> None:
    batch = came(kind, row, refused=1)
    assert code in str(batch.rows.get().problem)


def test_a_corrected_row_is_taken_once_and_keeps_how_it_came(clerk) -> None:
    batch = came(Register.WAGE_TAX, paid(somebody(), code=CODE, wage="x"), refused=1)
    row = batch.rows.get()
    with pytest.raises(Refusal):
        correct_row(row_id=row.pk, cells=paid(somebody(), code=CODE, wage="y"), by=clerk, at=cities.tick())
    row = correct_row(row_id=row.pk, cells=paid(somebody(), code=CODE, wage="1"), by=clerk, at=cities.tick())
    assert (row.state, row.known) == (RowState.CORRECTED, Known.objects.get())
    assert '"wage": "x"' in str(row.given)
    with pytest.raises(Refusal) as refusal:
        correct_row(row_id=row.pk, cells=paid(somebody(), code=CODE), by=clerk, at=cities.tick())
    assert refusal.value.reason is ROW_TAKEN_ALREADY


def test_the_same_file_twice_is_one() -> None:
    content = file_of(Register.WAGE_TAX, paid(somebody(), code=CODE))
    first, is_new = send(content)
    again, is_new_again = send(content)
    assert (first, is_new, is_new_again) == (again, True, False)
    assert (Batch.objects.count(), Row.objects.count(), Sighting.objects.count(), Document.objects.count()) == (1,) * 4


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe\x00", "register_unreadable"),
        (b"a,b\n1,2\n", "register_columns"),
        (file_of(Register.WAGE_TAX), "register_empty"),
    ],
)
def test_a_file_that_is_none_is_refused_whole(content, code) -> None:
    with pytest.raises(Refusal) as refusal:
        send(content)
    assert refusal.value.code == code
    assert not Batch.objects.exists()


def test_a_file_of_tomorrow_is_refused() -> None:
    with pytest.raises(Refusal) as refusal:
        send(file_of(Register.WAGE_TAX, paid(somebody(), code=CODE)), as_of=TODAY + dt.timedelta(days=1))
    assert refusal.value.code == "register_ahead"


def test_files_of_pay_offices_encodings_are_read() -> None:
    send(file_of(Register.WAGE_TAX, paid(somebody(), "张伟", code=CODE)).decode().encode("gb18030"))
    assert Known.objects.get().name == "张伟"


def test_examples_are_files_as_the_portal_wants_them() -> None:
    for kind, lines in EXAMPLES.items():
        names = [column.name for column in LAYOUTS[kind]]
        for line in lines:
            cells = dict(zip(names, line.split(","), strict=True))
            with pytest.raises(Refusal) as refusal:
                read(kind, cells | {"id_number": "x", "owner_id_number": "x", "credit_code": "x"}, TODAY)
            assert refusal.value.code in ("id_length", "credit_code_length")


def test_numbers_are_kept_encrypted_and_found_by_hash() -> None:
    number = somebody()
    came(Register.WAGE_TAX, paid(number, code=CODE))
    known = Known.objects.get(number_hash=keyed_hash(number))
    assert known.number == number
    raw = Known.objects.extra(select={"raw": "number"}).values_list("raw", flat=True)[0]
    assert number.encode() not in bytes(raw)


def test_wages_are_spells_and_a_gap_begins_a_new_one() -> None:
    for month in (Month(2026, 6), Month(2026, 7), Month(2026, 9)):
        came(Register.WAGE_TAX, paid(somebody(), code=CODE, month=month))
    spells = [(str(each.from_month), str(each.last_month)) for each in Sighting.objects.order_by("from_month")]
    assert spells == [("2026-06", "2026-07"), ("2026-09", "2026-09")]
    came(Register.WAGE_TAX, paid(somebody(), code=CODE, month=Month(2026, 5)))
    assert str(Sighting.objects.earliest("from_month").from_month) == "2026-05"


def test_a_name_that_differs_keeps_both_and_waits(clerk) -> None:
    person = a_person(name="王芳")
    came(Register.HOUSEHOLD, lives(identity_number_of(person), "王方"))
    mismatch = Mismatch.objects.get()
    assert (mismatch.field, mismatch.ours, mismatch.theirs, mismatch.decision) == (Field.NAME, "王芳", "王方", "")
    came(Register.HOUSEHOLD, lives(identity_number_of(person), "王方", place="110109"))
    assert Mismatch.objects.count() == 1, "the same again is no second one"
    with pytest.raises(Refusal) as refusal:
        decide_mismatch(mismatch_id=mismatch.pk, decision=Decision.OURS, reason=" ", by=clerk, at=cities.tick())
    assert refusal.value.reason is SAY_WHY_SO
    decide_mismatch(mismatch_id=mismatch.pk, decision=Decision.OURS, reason="核对身份证", by=clerk, at=cities.tick())
    assert Person.objects.get().name == "王芳", "nothing is changed but by its own matter"
    with pytest.raises(Refusal) as refusal:
        decide_mismatch(mismatch_id=mismatch.pk, decision=Decision.THEIRS, reason="x", by=clerk, at=cities.tick())
    assert refusal.value.reason is MISMATCH_DECIDED


def test_a_number_that_differs_waits_and_is_not_called_missing(clerk) -> None:
    """The employer has one person of that name and year; a digit of one of the two numbers is wrong."""
    employer = an_employer()
    person = a_person(name="赵敏")
    an_employment(person, employer)
    came(Register.WAGE_TAX, paid(somebody(), "赵敏", code=employer.credit_code))
    mismatch = Mismatch.objects.get()
    assert (mismatch.field, mismatch.person, mismatch.ours) == (Field.NUMBER, person, identity_number_of(person))
    scan(by=clerk)
    assert not open_ones()
    decide_mismatch(mismatch_id=mismatch.pk, decision=Decision.DIFFERENT, reason="两人", by=clerk, at=cities.tick())
    scan(by=clerk)
    assert open_ones().count() == 1


def test_a_death_waits_for_a_person_who_records_it(clerk) -> None:
    person = a_person()
    came(Register.DEATH, died(identity_number_of(person), dt.date(2026, 11, 3), person.name))
    mismatch = Mismatch.objects.get()
    assert Person.objects.get().died_on is None
    decide_mismatch(
        mismatch_id=mismatch.pk, decision=Decision.THEIRS, reason="核对死亡证明", by=clerk, at=cities.tick()
    )
    assert Person.objects.get().died_on == dt.date(2026, 11, 3)


def test_a_death_that_is_none_is_taken_off_again(clerk) -> None:
    person = a_person()
    came(Register.DEATH, died(identity_number_of(person), dt.date(2026, 11, 3), person.name))
    decide_mismatch(
        mismatch_id=Mismatch.objects.get().pk, decision=Decision.OURS, reason="本人到场", by=clerk, at=cities.tick()
    )
    assert Known.objects.get().died_on is None
    assert Person.objects.get().died_on is None
    came(Register.DEATH, died(identity_number_of(person), dt.date(2026, 11, 3), person.name), died(somebody(), TODAY))
    assert Known.objects.get(person=person).died_on is None, "told again, the decision holds"
    came(Register.DEATH, died(identity_number_of(person), dt.date(2026, 11, 4), person.name))
    assert Mismatch.objects.filter(decision="").count() == 1, "another day is another difference"


def test_units_the_market_register_knows_and_we_do_not() -> None:
    employer = an_employer(name="旧名有限公司")
    rows = [
        {"credit_code": CODE, "employer_name": "未登记有限公司", "legal_representative": "张敏"},
        {"credit_code": SHOP, "employer_name": "小吃店", "legal_representative": "李伟"},
        {
            "credit_code": employer.credit_code,
            "employer_name": "新名有限公司",
            "legal_representative": "刘洋",
            "closed": "1",
        },
    ]
    came(Register.MARKET, *rows)
    found = {(each.field, each.ours, each.theirs) for each in Mismatch.objects.all()}
    assert found == {
        (Field.UNREGISTERED, "", "未登记有限公司"),
        (Field.EMPLOYER_NAME, "旧名有限公司", "新名有限公司"),
        (Field.LEGAL_REPRESENTATIVE, "张敏", "刘洋"),
        (Field.CANCELLED, "", str(TODAY)),
    }
    came(Register.MARKET, *rows, as_of=TODAY - dt.timedelta(days=1))
    assert Mismatch.objects.count() == len(found), "the same again, of another day, is no second one"


def test_another_regions_clerk_does_not_decide() -> None:
    person = a_person(name="王芳")
    came(Register.HOUSEHOLD, lives(identity_number_of(person), "王方"))
    stranger = a_member_of_staff(Post.CLERK, at="440305")
    with pytest.raises(Refusal) as refusal:
        decide_mismatch(
            mismatch_id=Mismatch.objects.get().pk, decision=Decision.OURS, reason="x", by=stranger, at=cities.tick()
        )
    assert refusal.value.code == "coverage_not_here"


def test_what_registers_told_stays(clerk) -> None:
    batch = came(Register.WAGE_TAX, paid(somebody(), code=CODE))
    person = a_person(name="王芳")
    came(Register.HOUSEHOLD, lives(identity_number_of(person), "王方"))
    mismatch = Mismatch.objects.get()
    with database.refused("mismatch_keeps_both_values"):
        Mismatch.objects.filter(pk=mismatch.pk).update(ours="别的")
    for row in (batch, batch.rows.get(), mismatch):
        with pytest.raises(IntegrityError), database.savepoint():
            row.delete()
    decide_mismatch(mismatch_id=mismatch.pk, decision=Decision.OURS, reason="核对", by=clerk, at=cities.tick())
    with database.refused("mismatch_decided_stays"):
        Mismatch.objects.filter(pk=mismatch.pk).update(decision="theirs")
