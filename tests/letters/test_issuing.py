"""A letter is issued once for its key, printed again as it was, revoked for a reason; its public part names nobody."""

import json
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from siadmin.agency.models import Act
from siadmin.agency.posts import Post
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Refusal
from siadmin.letters import promises
from siadmin.letters.actions import issue, revoke
from siadmin.letters.kinds import LetterKind, letter_kind, register
from siadmin.letters.models import Issued
from siadmin.letters.protocols import Recipient
from siadmin.letters.selectors import issued_by_code, letters_about, public_figures, reissue_pdf
from siadmin.policy.lawbook import NoLawInForce
from tests import cities, factories
from tests.factories import NOW, TODAY
from tests.letters.samples import CONTENT, DECISION, SAMPLE, SOMEBODY, TEMPLATE, a_letter, code_of
from tests.together import at_once

pytestmark = pytest.mark.django_db


def _decision(**traits: Any) -> Issued:
    return a_letter(kind=DECISION, figures={}, **traits)


def test_a_letter_is_found_by_its_code_however_it_is_written() -> None:
    issued = a_letter()
    for written in (code_of(issued), code_of(issued).lower(), code_of(issued).replace("-", " ")):
        assert issued_by_code(written) == issued
    assert issued_by_code("P7K2-M9Q4-XH3T-AC5W") is None


def test_it_is_printed_again_as_it_was() -> None:
    issued, pdf = issue(
        kind=SAMPLE,
        office=factories.an_office(),
        subject=SOMEBODY,
        content=CONTENT,
        figures={"months": 1, "balance_fen": 2},
        language="both",
        by=None,
        at=NOW,
        today=TODAY,
    )
    issued.refresh_from_db()
    assert reissue_pdf(issued) == pdf


def test_the_trail_tells_who_issued_it() -> None:
    clerk = factories.a_member_of_staff(Post.CLERK)
    issued = a_letter(by=clerk)
    act = Act.objects.get(code="letter_issued")
    assert (act.actor_id, act.subject, act.detail["letter"]) == (clerk.pk, SOMEBODY.number, issued.number)


def test_everybody_sees_the_figures_and_a_masked_name() -> None:
    issued = a_letter()
    assert issued.figures == {"months": 168, "balance_fen": 13_841_267, "holder": "陈**"}
    assert [str(value) for _, value in public_figures(issued)] == ["168", "138,412.67 元"]


def test_an_employers_name_is_public() -> None:
    issued = a_letter(about=Recipient("employer", "E7K2M-9Q4XH"), holder="北京和粟餐饮管理有限公司")
    assert issued.figures["holder"] == "北京和粟餐饮管理有限公司"


@pytest.mark.parametrize(
    "figure", ["110101198903074728", "1101 0119 8903 0747 28", "13800138000", "6217-0000-1111-0935"]
)
def test_a_figure_that_names_somebody_is_a_mistake(figure: str) -> None:
    with pytest.raises(AssertionError, match="names somebody"):
        a_letter(figures={"months": figure, "balance_fen": 1})


def test_figures_are_those_the_kind_names() -> None:
    with pytest.raises(AssertionError):
        a_letter(figures={"months": 1})


def test_what_stands_in_the_letter_is_encrypted() -> None:
    issued = a_letter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload, figures::text, basis FROM letters_issued WHERE id = %s", [issued.pk])
        payload, *others = cursor.fetchone()
    assert "陈晓雨".encode() not in bytes(payload)
    assert "陈晓雨" not in "".join(others)
    assert code_of(issued).encode() not in bytes(payload)
    assert json.loads(issued.payload)["content"]["name"] == "陈晓雨"


def test_the_payload_of_another_letter_is_not_printed_under_this_number() -> None:
    one, other = a_letter(), a_letter()
    one.payload = other.payload
    with pytest.raises(AssertionError, match="another letter's"):
        reissue_pdf(one)


def test_an_altered_payload_is_refused() -> None:
    issued = a_letter()
    raw = Issued.objects.filter(pk=issued.pk).extra(select={"raw": "payload"}).values_list("raw", flat=True).get()
    altered = bytes(raw)[:-1] + bytes([bytes(raw)[-1] ^ 1])
    from siadmin.kernel.protection import decrypt

    with pytest.raises(InvalidTag):
        decrypt(altered)


@pytest.mark.django_db(transaction=True)
def test_two_issuers_at_once_give_one_letter() -> None:
    office = factories.an_office()
    first, second = at_once(lambda: a_letter(office=office, key="k"), lambda: a_letter(office=office, key="k"))
    assert first == second


def test_a_key_gives_one_letter() -> None:
    first, second = a_letter(key="2026:P7"), a_letter(key="2026:P7")
    assert first == second
    assert Issued.objects.count() == 1
    assert a_letter(key="2027:P7") != first


def test_a_decision_tells_how_to_object(five_cities: None) -> None:
    """Promise of regulations E: no decision without telling remedies."""
    issued = _decision(office=factories.an_office(at="110105"))
    remedy = json.loads(issued.payload)["frame"]["remedy"]
    assert remedy == {
        "days": 60,
        "months": 6,
        "authority": {"zh": "朝阳区人民政府", "en": "the People's Government of Chaoyang"},
    }


def test_a_change_of_the_time_limit_is_a_change_of_data(five_cities: None) -> None:
    cities.change_law("remedy.reconsideration_days", "000000", category="", value=90)
    issued = _decision(authority=Words("北京市人民政府", "the People's Government of Beijing"))
    remedy = json.loads(issued.payload)["frame"]["remedy"]
    assert (remedy["days"], remedy["authority"]["zh"]) == (90, "北京市人民政府")


def test_no_decision_without_the_law_on_remedies() -> None:
    with pytest.raises(NoLawInForce):
        _decision()
    assert not Issued.objects.exists()


def test_revoking_needs_a_reason_and_happens_once() -> None:
    issued, reviewer = a_letter(), factories.a_member_of_staff(Post.REVIEWER)
    with pytest.raises(Refusal, match="letter_revoked_without_a_reason"):
        revoke(issued_id=issued.pk, by=reviewer, at=NOW, reason="  ")
    revoke(issued_id=issued.pk, by=reviewer, at=NOW, reason="月数有误")
    with pytest.raises(Refusal, match="letter_already_revoked"):
        revoke(issued_id=issued.pk, by=reviewer, at=NOW, reason="again")
    assert Act.objects.get(code="letter_revoked").reason == "月数有误"


def test_letters_about_somebody_are_listed_newest_first() -> None:
    first, second = a_letter(), a_letter()
    a_letter(about=Recipient("person", "P2222-22222"))
    assert list(letters_about(*SOMEBODY.place)) == [second, first]


def test_a_letter_keeps_its_edition() -> None:
    register(
        LetterKind(
            code="test_sample",
            title=Words("参保证明（新版）", "Certificate, new form"),
            template=TEMPLATE,
            basis=SAMPLE.basis,
            figures=SAMPLE.figures,
            edition=2,
        )
    )
    assert letter_kind("test_sample").edition == 2
    assert letter_kind("test_sample", a_letter().edition) is SAMPLE


def test_verify_names_letters_that_could_not_be_printed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    a_letter()
    assert list(promises._letters_of_no_kind()) == []
    monkeypatch.setattr("siadmin.letters.kinds._kinds", {})
    assert len(list(promises._letters_of_no_kind())) == 1
