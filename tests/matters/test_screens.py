"""What people see and send: the desk, the applicant's door, uploads, the public guide."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from siadmin.agency import documents
from siadmin.agency.models import Act, Document, Region
from siadmin.agency.posts import Post
from siadmin.kernel.language import read_in
from siadmin.matters.catalogue import matter_of, matters
from siadmin.matters.models import Absence, Case
from siadmin.matters.views.pages import offers_to
from siadmin.matters.words import TOPICS
from siadmin.policy.actions import approve, propose
from tests.cities import tick
from tests.factories import TODAY, a_citizen, a_delegate, a_member_of_staff, a_user, an_employer, an_office
from tests.matters.counter import Desk, act

PDF, PNG = b"%PDF-1.7\n...", b"\x89PNG\r\n\x1a\n..."


@pytest.fixture(autouse=True)
def _signed_in_by_one_factor(settings: Any) -> None:
    settings.STAFF_TOTP_REQUIRED = False


@pytest.fixture
def desk(five_cities: None) -> Desk:
    return Desk()


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response: Any) -> str:
    return response.content.decode()


# --- the desk ----------------------------------------------------------------------------------------------------


def test_a_clerk_receives_a_matter_from_the_page_of_a_person(desk: Desk) -> None:
    client = signed_in(desk.clerk)
    listed = text(client.get(reverse("matters"), {"kind": "person", "number": desk.person.number}))
    start = reverse("matter_start", args=["toy_name", desk.person.number])
    assert start in listed
    assert "变更单位地址" not in listed
    page = text(client.get(start))
    assert "社会保险经办条例第31条" in page
    sent = {
        "name": "李玮", "cause": "household", "channel": "counter", "applied_by": "self",
        "seen_identity": "on", "file_household": SimpleUploadedFile("户口.pdf", PDF),
    }  # fmt: skip
    send = reverse("matter_receive", args=["toy_name", desk.person.number])
    unrecorded = client.post(send, sent | {"applied_by": "agent", "agent": "王芳，配偶", "file_household": ""})
    assert unrecorded.status_code == 422, "only agents on record act for a person"
    answer = client.post(send, sent)
    case = Case.objects.get()
    assert answer.headers["Location"] == reverse("case", args=[case.number])
    assert (case.agent, case.applied_by, case.hands) == (None, "self", 2)
    papers = {paper.code: (paper.seen_original, bool(paper.document)) for paper in case.papers.all()}
    assert papers == {"identity": (True, False), "household": (False, True)}


def test_answers_that_are_wrong_come_back_with_their_files_kept(desk: Desk) -> None:
    client = signed_in(desk.clerk)
    url = reverse("matter_receive", args=["toy_name", desk.person.number])
    sent: dict[str, Any] = {"name": "", "cause": "slip", "channel": "counter", "applied_by": "self"}
    answer = client.post(url, sent | {"file_identity": SimpleUploadedFile("身份证.png", PNG)})
    assert answer.status_code == 422
    page = text(answer)
    assert 'href="#id_name"' in page, "what is to be corrected is named on top"
    assert "身份证.png" in page
    token = page.partition('name="kept_identity" value="')[2].partition('"')[0]
    client.post(url, sent | {"name": "李玮", "kept_identity": token})
    assert Case.objects.get().papers.get().document.name == "身份证.png"  # type: ignore[union-attr]
    assert Document.objects.count() == 1


def test_a_kept_file_is_nobody_elses(desk: Desk) -> None:
    url = reverse("matter_receive", args=["toy_name", desk.person.number])
    sent: dict[str, Any] = {"name": "", "cause": "slip", "channel": "counter", "applied_by": "self"}
    page = text(signed_in(desk.clerk).post(url, sent | {"file_identity": SimpleUploadedFile("a.png", PNG)}))
    token = page.partition('name="kept_identity" value="')[2].partition('"')[0]
    other = signed_in(a_member_of_staff(Post.CLERK))
    other.post(url, sent | {"name": "李玮", "kept_identity": token})
    assert not Case.objects.get().papers.exists()


def test_the_desk_decides_and_what_may_not_be_done_says_why(desk: Desk) -> None:
    case = desk.received(cause="household")
    page = text(signed_in(desk.reviewer).get(reverse("case", args=[case.number])))
    assert "不由您办理" in page
    assert "林静" in page
    clerk = signed_in(desk.clerk)
    answer = clerk.post(reverse("case_act", args=[case.number, "handle"]), {"seen_version": case.version})
    assert answer.status_code == 302
    page = text(signed_in(desk.reviewer).get(reverse("case", args=[case.number])))
    assert "由您办理" in page
    assert "办结后的变更" in page
    stale = signed_in(desk.reviewer).post(
        reverse("case_act", args=[case.number, "review"]), {"seen_version": 0, "reason": "户口簿页齐全"}
    )
    assert (stale.status_code, "已被改动" in text(stale)) == (409, True)
    assert ">\n户口簿页齐全</textarea>" in text(stale), "what was written is not lost"
    silent = signed_in(desk.reviewer).post(
        reverse("case_act", args=[case.number, "send_back"]), {"seen_version": 1, "reason": ""}
    )
    assert silent.status_code == 422


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ask_correction", {"missing": "身份证\n户口簿"}),
        ("stop_clock", {"because": "鉴定", "law": "行政许可法第45条"}),
        ("hand_over", {"to": "", "reason": ""}),
        ("withdraw", {"reason": ""}),
        ("refuse", {"reason": "不符"}),
    ],
)
def test_every_other_act_is_a_form_on_the_page(desk: Desk, name: str, said: dict[str, str]) -> None:
    case = desk.received()
    client, url = signed_in(desk.clerk), reverse("case_act", args=[case.number, name])
    assert url in text(client.get(reverse("case", args=[case.number])))
    assert client.post(url, said | {"seen_version": str(case.version)}).status_code == 302
    assert case.steps.latest("pk").act == name


def test_a_case_that_waits_for_a_paper_is_nobodys_to_decide_yet(desk: Desk) -> None:
    case = desk.received(papers=(), cause="court")
    page = text(signed_in(desk.clerk).get(reverse("case", args=[case.number])))
    assert "暂不能办理" in page and "缺少材料" in page
    assert "不由您办理" not in page
    other = text(signed_in(desk.reviewer).get(reverse("case", args=[case.number])))
    assert "不由您办理" in other and "暂不能办理" not in other


@pytest.mark.parametrize(("cause", "press"), [("household", "Agree, decide"), ("court", "Agree, send on")])
def test_a_review_that_is_the_last_signature_decides(desk: Desk, cause: str, press: str) -> None:
    case = desk.handled(desk.received(cause=cause))
    read_in("en")
    assert press in [str(offer.label) for offer in offers_to(case, desk.reviewer, TODAY)]


def test_no_act_but_those_of_the_table_has_an_address(desk: Desk) -> None:
    case = desk.received()
    client = signed_in(desk.clerk)
    for name in ("complete", "receive", "show_fact", "record_absence"):
        assert client.post(reverse("case_act", args=[case.number, name]), {"seen_version": "0"}).status_code == 404


def test_facts_are_put_right_as_a_new_version(desk: Desk) -> None:
    case = desk.received()
    client = signed_in(desk.clerk)
    assert 'value="李玮"' in text(client.get(reverse("case_facts", args=[case.number])))
    client.post(
        reverse("case_facts_change", args=[case.number]),
        {"name": "李炜", "cause": "slip", "seen_version": case.version, "reason": "核对身份证"},
    )
    case.refresh_from_db()
    assert case.facts_version == 2
    assert "李炜" in text(client.get(reverse("case", args=[case.number])))


def test_a_masked_fact_is_shown_once_with_a_reason_and_recorded(desk: Desk) -> None:
    case = desk.received(identifier="110105199001010019")
    client, url = signed_in(desk.reviewer), reverse("case_unmask", args=[case.number])
    assert "110105199001010019" not in text(client.get(reverse("case", args=[case.number])))
    assert client.post(url, {"field": "identifier", "reason": "curiosity"}).status_code == 422
    shown = client.post(url, {"field": "identifier", "reason": "compare"})
    assert "110105199001010019" in text(shown)
    assert shown.headers["Cache-Control"] == "no-store"
    assert Act.objects.get(code="number_shown").subject == case.number
    assert client.post(url, {"field": "name", "reason": "compare"}).status_code == 302


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("whose", ["to_do", "mine", "others"])
def test_the_inbox_shows_each_of_its_lists(desk: Desk, language: str, whose: str) -> None:
    desk.received(at=dt.datetime(2026, 1, 5, tzinfo=dt.UTC))
    act("hand_over", desk.received(name="李炜"), desk.clerk, to=desk.clerk)
    desk.handled(desk.received(cause="court", name="李帷"))
    client = signed_in(desk.clerk)
    page = text(client.get(reverse("cases"), {"whose": whose}, headers={"accept-language": language}))
    late, mine, others = Case.objects.order_by("pk").values_list("number", flat=True)
    shown = {number for number in (late, mine, others) if number in page}
    assert shown == {"to_do": {late, mine}, "mine": {mine}, "others": {others}}[whose]
    assert (("Zhou Yi" if language == "en" else "周毅") in page) == (whose == "others")


def test_an_absence_is_recorded_and_ended_on_the_page(desk: Desk) -> None:
    colleague = a_member_of_staff(Post.CLERK, name="孙悦")
    case = act("hand_over", desk.received(), desk.clerk, to=desk.clerk)
    client, today = signed_in(desk.reviewer), timezone.localdate()
    sent = {
        "user": desk.clerk.pk, "deputy": colleague.pk, "starts_on": today.isoformat(),
        "last_day": today.isoformat(), "reason": "年休",
    }  # fmt: skip
    assert client.post(reverse("absence_record"), sent).status_code == 302
    case.refresh_from_db()
    assert case.assigned_to == colleague
    assert "孙悦" in text(client.get(reverse("absences")))
    client.post(reverse("absence_end", args=[Absence.objects.get().pk]))
    assert Absence.objects.get().ends_before == today
    assert client.post(reverse("absence_record"), sent | {"last_day": "2020-01-01"}).status_code == 422


# --- uploads -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("id.pdf", b"MZ\x90\x00"),
        ("id.png", b"<script>alert(1)</script>"),
        ("id.jpg", b"\x89PDF"),
        ("id.pdf", b"%PDF-" + b"0" * documents.LARGEST_EVIDENCE),
    ],
    ids=["a program", "a page", "neither", "too large"],
)
def test_a_file_is_what_it_begins_with(desk: Desk, name: str, content: bytes) -> None:
    case = desk.received(papers=())
    client = signed_in(desk.clerk)
    sent = {"file_identity": SimpleUploadedFile(name, content)}
    assert client.post(reverse("case_paper_add", args=[case.number]), sent).status_code == 422
    assert not case.papers.exists()


@pytest.mark.parametrize(("content", "kind"), [(PDF, "pdf"), (PNG, "png"), (b"\xff\xd8\xff\xe0", "jpg")])
def test_a_paper_is_kept_encrypted_and_handed_out_to_be_saved(desk: Desk, content: bytes, kind: str) -> None:
    case = desk.received(papers=())
    client = signed_in(desk.clerk)
    sent = {"file_identity": SimpleUploadedFile("../../身份证.exe", content)}
    client.post(reverse("case_paper_add", args=[case.number]), sent)
    paper = case.papers.get()
    assert paper.document is not None
    assert content not in bytes(paper.document.content)
    answer = client.get(reverse("case_paper", args=[case.number, paper.pk]))
    assert (answer.content, answer.headers["Content-Type"]) == (content, documents.CONTENT_TYPES[kind])
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


# --- the applicant's door ----------------------------------------------------------------------------------------


def test_a_citizen_applies_completes_and_follows(desk: Desk) -> None:
    citizen = a_citizen(desk.person)
    client = signed_in(citizen)
    assert "更正姓名" in text(client.get(reverse("citizen_matters")))
    answer = client.post(reverse("citizen_apply_send", args=["toy_name"]), {"name": "李玮", "cause": "household"})
    case = Case.objects.get()
    url = reverse("citizen_case", args=[case.number])
    assert (answer.headers["Location"], case.channel, case.steps.get().act) == (url, "website", "apply")
    assert "林静" in text(client.get(url)), "who is next, by name"
    case = act("ask_correction", case, desk.clerk, missing=["身份证正反面"])
    assert "身份证正反面" in text(client.get(url))
    sent = {
        "name": "李玮", "cause": "household", "seen_version": case.version,
        "file_identity": SimpleUploadedFile("id.png", PNG),
    }  # fmt: skip
    assert client.post(reverse("citizen_case_act", args=[case.number, "correct"]), sent).status_code == 302
    case = desk.handled(case)
    case = act("refuse", case, desk.reviewer, reason="与户口簿不符")
    page = text(client.get(url))
    assert "与户口簿不符" in page
    assert "60日内" in page
    paper = case.papers.get()
    assert client.get(reverse("citizen_case_paper", args=[case.number, paper.pk])).content == PNG


def test_by_which_law_the_clock_stands_is_read_in_the_readers_language(desk: Desk) -> None:
    case = act("ask_correction", desk.received(), desk.clerk, missing=["身份证正反面"])
    client, url = signed_in(desk.clerk), reverse("case", args=[case.number])
    law = "行政许可法第32条"
    assert law in text(client.get(url))
    page = text(client.get(url, headers={"accept-language": "en"}))
    assert "art. 32 of the Administrative Licensing Law" in page and law not in page


def test_a_citizen_takes_it_back(desk: Desk) -> None:
    citizen = a_citizen(desk.person)
    case = desk.received(by=citizen)
    url = reverse("citizen_case_act", args=[case.number, "withdraw"])
    assert signed_in(citizen).post(url, {"seen_version": case.version}).status_code == 302
    case.refresh_from_db()
    assert case.state == "withdrawn"
    assert signed_in(citizen).post(url, {"seen_version": case.version}).status_code == 409


def test_what_was_not_sent_along_is_named_before_and_added_at_any_time(desk: Desk) -> None:
    citizen = a_citizen(desk.person)
    client, url = signed_in(citizen), reverse("citizen_apply", args=["toy_name"])
    asked = text(client.get(url, headers={"accept-language": "en"}))
    assert asked.index("Still needed before it is decided:") < asked.index("ti-send")
    client.post(reverse("citizen_apply_send", args=["toy_name"]), {"name": "李玮", "cause": "slip"})
    case = Case.objects.get()
    page, add = reverse("citizen_case", args=[case.number]), reverse("citizen_case_paper_add", args=[case.number])
    assert [each.zh for each in client.get(page).context["to_bring"]] == ["居民身份证"]
    assert client.get(page).context["add_url"] == add
    assert client.post(add, {"file_identity": SimpleUploadedFile("id.png", b"MZ")}).status_code == 422
    assert client.post(add, {}).status_code == 302 and not case.papers.exists()
    assert client.post(add, {"file_identity": SimpleUploadedFile("id.png", PNG)}).status_code == 302
    assert Act.objects.get(code="case_paper_added").subject == case.number
    shown = client.get(page).context
    assert (shown["to_bring"], shown["add_url"]) == ([], add), "another may follow"
    desk.handled(case)
    assert client.get(page).context["add_url"] == ""
    assert client.post(add, {"file_identity": SimpleUploadedFile("id.png", PNG)}).status_code == 409
    assert case.papers.count() == 1


def test_another_citizen_with_the_number_of_a_case_finds_nothing(desk: Desk) -> None:
    case = desk.received(by=a_citizen(desk.person))
    stranger = signed_in(a_citizen())
    assert stranger.get(reverse("citizen_case", args=[case.number])).status_code == 404
    url = reverse("citizen_case_act", args=[case.number, "withdraw"])
    assert stranger.post(url, {"seen_version": 0}).status_code == 404
    assert stranger.post(reverse("citizen_case_paper_add", args=[case.number])).status_code == 404


@pytest.mark.usefixtures("nobody_ready")
def test_an_employer_applies_for_itself(desk: Desk) -> None:
    employer = an_employer()
    an_office(line="hs")
    client = signed_in(a_delegate(employer))
    assert "变更单位地址" in text(client.get(reverse("employer_matters", args=[employer.number])))
    client.post(reverse("employer_apply_send", args=[employer.number, "toy_address"]), {"address": "新街 2 号"})
    case = Case.objects.get()
    page = text(client.get(reverse("employer_case", args=[employer.number, case.number])))
    assert "新街 2 号" in page
    for shown in (page, text(client.get(reverse("employer_matters", args=[employer.number])))):
        assert "本机构经办人员" in shown and "系统管理员" not in shown, "how posts are held is not theirs to see to"
    clerk = a_member_of_staff(Post.CLERK, line="hs")
    assert act("handle", case, clerk).state == "done"
    employer.refresh_from_db()
    assert employer.address == "新街 2 号"


# --- the guide ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_guide_is_open_to_everybody_and_says_it_all(desk: Desk, client: Client, language: str) -> None:
    headers = {"accept-language": language}
    assert reverse("guide", args=["toy_name"]) in text(client.get(reverse("guides"), headers=headers))
    page = text(client.get(reverse("guide", args=["toy_name"]), {"region": "110000"}, headers=headers))
    wanted = {
        "zh-hans": ("10 个工作日", "居民身份证", "社会保险经办条例第31条", "收费", "60日内"),
        "en": ("10 working days", "Identity card", "REG 31", "none", "within 60 days"),
    }[language]
    assert [words for words in wanted if words not in page] == []


def test_guides_are_found_by_any_word_of_either_language(desk: Desk, client: Client) -> None:
    url, name = reverse("guides"), reverse("guide", args=["toy_name"])
    title = matter_of("toy_name").title
    for query in (title.zh, title.en.upper(), f"  {title.en.split()[0]}  "):
        assert name in text(client.get(url, {"q": query})), query
    nothing = client.get(url, {"q": "没有这样的<事项>"})
    assert name not in text(nothing) and nothing.context["found"] == 0
    assert 'value="没有这样的&lt;事项&gt;"' in text(nothing), "what was asked for is kept"


def test_every_matter_has_a_topic_among_the_guides() -> None:
    placed = frozenset[str]().union(*TOPICS.values())
    assert {each.category for each in matters()} <= placed
    assert sum(map(len, TOPICS.values())) == len(placed), "none stands twice"


def test_the_guide_of_a_place_shows_its_promise(desk: Desk, client: Client) -> None:
    proposal = propose(
        key="matter.committed_days", region=Region.objects.get(pk="110000"), category="toy_name", unit="working_days",
        starts_on=dt.date(2026, 1, 1), ends_before=None, value=Decimal(4), source="京人社公告", status="official",
        note="", by=a_user(staff=True), at=tick(),
    )  # fmt: skip
    approve(proposal_id=proposal.pk, seen_version=0, by=a_user(staff=True), at=tick())
    page = text(client.get(reverse("guide", args=["toy_name"]), {"region": "110000"}))
    assert "4 个工作日" in page
    assert "京人社公告" in page
    assert "10 个工作日" in text(client.get(reverse("guide", args=["toy_name"]), {"region": "310000"}))


def test_a_guide_of_no_matter_is_not_there(desk: Desk, client: Client) -> None:
    assert client.get(reverse("guide", args=["nothing"])).status_code == 404
