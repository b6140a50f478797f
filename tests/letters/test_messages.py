"""Messages reach the box they are sent to, once for a key, and are read by whoever answers for the box."""

import datetime as dt
from string import Formatter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from siadmin.agency.posts import Post
from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.letters import promises
from siadmin.letters.actions import Addressed, mark_read, send, send_many
from siadmin.letters.models import Message
from siadmin.letters.protocols import Recipient
from siadmin.letters.selectors import boxes_of, messages_of, told, unread_count
from siadmin.letters.texts import MessageText, message_texts
from tests import factories
from tests.architecture.test_reasons import CHINESE, MODULES
from tests.factories import NOW, TODAY
from tests.letters.samples import GREETING, SOMEBODY, VALUES, a_letter, a_message

LATER = NOW + dt.timedelta(hours=1)


@pytest.mark.django_db
def test_a_message_is_read_in_either_language() -> None:
    message = a_message()
    message.refresh_from_db()
    shown = told(message)
    assert shown.title == Words("2026-11 月账单已出", "Bill for 2026-11")
    assert shown.body.zh == "应缴 1,234.56 元，请在 2026-12-15 前缴纳。"
    assert shown.body.en == "¥1,234.56 is due by 2026-12-15."


@pytest.mark.django_db
def test_values_may_be_words_months_and_days() -> None:
    message = a_message(values={"month": Month(2026, 11), "amount_fen": 1, "due_on": TODAY})
    assert message.params == {"month": "2026-11", "amount_fen": 1, "due_on": "2026-11-23"}


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["110101198903074728", "138 0013 8000", "6217 0000 1111 0935"])
def test_a_value_that_names_somebody_is_a_mistake(value: str) -> None:
    with pytest.raises(AssertionError, match="names somebody"):
        a_message(values=VALUES | {"month": value})


@pytest.mark.django_db
def test_the_values_are_those_the_text_names() -> None:
    with pytest.raises(AssertionError, match="needs"):
        a_message(values={"month": "2026-11"})


@pytest.mark.django_db
def test_a_link_that_leads_nowhere_is_seen_before_it_is_sent() -> None:
    with pytest.raises(NoReverseMatch):
        a_message(page=("no_such_page",))
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_the_same_key_is_one_message() -> None:
    assert a_message(key="2026-11") == a_message(key="2026-11")
    assert a_message(key="2026-12") != a_message(key="2026-11")
    assert a_message() != a_message()


@pytest.mark.django_db
def test_many_are_sent_by_one_statement_and_again_changes_nothing() -> None:
    many = [Addressed(Recipient("person", f"P{n}"), VALUES, ("home",), key="2026") for n in range(500)]
    with CaptureQueriesContext(connection) as asked:
        assert send_many(GREETING, many, at=NOW) == 500
    assert sum("INSERT" in query["sql"] for query in asked) == 1
    assert send_many(GREETING, [*many, Addressed(Recipient("person", "P500"), VALUES, key="2026")], at=LATER) == 1
    assert Message.objects.filter(sent_at=NOW, params=VALUES, route="home", arguments=[]).count() == 500


@pytest.mark.django_db
def test_everybody_has_their_own_boxes() -> None:
    person, employer, other = factories.a_person(), factories.an_employer(), factories.an_employer()
    from enrollment.registry.selectors import viewer_of

    citizen = viewer_of(factories.a_citizen(person), on=TODAY)
    delegate = viewer_of(factories.a_delegate(employer), on=TODAY)
    former = viewer_of(factories.a_delegate(employer, left=True), on=TODAY)
    clerk = viewer_of(factories.a_member_of_staff(Post.CLERK), on=TODAY)
    to_person = a_message(Recipient("person", person.number))
    to_employer = a_message(Recipient("employer", employer.number))
    a_message(Recipient("employer", other.number))
    assert clerk.user is not None
    to_clerk = a_message(Recipient("user", clerk.user.username))
    assert list(messages_of(citizen)) == [to_person]
    assert list(messages_of(delegate)) == [to_employer]
    assert list(messages_of(former)) == []
    assert list(messages_of(clerk)) == [to_clerk]
    assert unread_count(citizen) == 1
    assert [box.kind for box in boxes_of(delegate)] == ["user", "employer"]


@pytest.mark.django_db
def test_marking_read_leaves_other_boxes_alone() -> None:
    mine, theirs = a_message(), a_message(Recipient("person", "P2222-22222"))
    user = factories.a_user()
    assert mark_read(boxes=[SOMEBODY], by=user, at=LATER, message_ids=[mine.pk, theirs.pk]) == 1
    assert mark_read(boxes=[SOMEBODY], by=user, at=LATER) == 0
    theirs.refresh_from_db()
    assert theirs.read_at is None


# --- pages -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_citizen_reads_opens_and_is_done(client: Client) -> None:
    person = factories.a_person()
    client.force_login(factories.a_citizen(person))
    message = a_message(Recipient("person", person.number), page=("citizen_home",))
    page = client.get(reverse("messages")).content.decode()
    assert "1 条新消息" in page and "应缴 1,234.56 元" in page
    assert '<span class="unread" aria-hidden="true">1</span>' in page
    answer = client.post(reverse("message_open", args=[message.pk]))
    assert answer["Location"] == reverse("citizen_home")
    page = client.get(reverse("messages")).content.decode()
    assert "消息都已读" in page and 'class="unread"' not in page


@pytest.mark.django_db
def test_a_delegate_of_several_employers_chooses_one(client: Client) -> None:
    one, other = factories.an_employer(), factories.an_employer()
    client.force_login(factories.a_delegate(one, other))
    for employer in (one, other):
        a_message(Recipient("employer", employer.number))
    assert "2 条新消息" in client.get(reverse("messages")).content.decode()
    assert "1 条新消息" in client.get(reverse("messages"), {"box": f"employer:{one.number}"}).content.decode()
    client.post(reverse("messages_read"), {"box": f"employer:{one.number}"})
    assert Message.objects.get(recipient=other.number).read_at is None
    assert Message.objects.get(recipient=one.number).read_at is not None


@pytest.mark.django_db
def test_a_message_leads_nowhere_its_reader_may_not_go(client: Client) -> None:
    person = factories.a_person()
    client.force_login(factories.a_citizen(person))
    message = a_message(Recipient("person", person.number), page=("trail",))
    assert client.post(reverse("message_open", args=[message.pk]))["Location"] == reverse("messages")


@pytest.mark.django_db
def test_a_letter_comes_with_its_message(client: Client) -> None:
    person = factories.a_person()
    about = Recipient("person", person.number)
    message = a_message(about, issued=a_letter(about=about))
    client.force_login(factories.a_citizen(person))
    answer = client.get(reverse("message_letter", args=[message.pk]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Cache-Control"] == "private, no-store"
    client.force_login(factories.a_citizen())
    assert client.get(reverse("message_letter", args=[message.pk])).status_code == 404


@pytest.mark.django_db
def test_what_was_typed_into_a_message_is_text(client: Client) -> None:
    person = factories.a_person()
    a_message(Recipient("person", person.number), values=VALUES | {"month": "<script>alert(1)</script>{due_on}"})
    client.force_login(factories.a_citizen(person))
    page = client.get(reverse("messages")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{due_on}" in page


# --- words -------------------------------------------------------------------------------------------------------


def _texts() -> list[MessageText]:
    assert MODULES  # every module is imported, so every text is declared
    return list(message_texts().values())


@pytest.mark.parametrize("text", _texts(), ids=lambda text: text.code)
def test_a_text_speaks_both_languages_and_names_the_same_values(text: MessageText) -> None:
    assert CHINESE.search(text.zh_title) and CHINESE.search(text.zh)
    assert text.en_title and text.en and not CHINESE.search(text.en_title + text.en)

    def named(words: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(words) if name is not None}

    assert named(text.zh_title + text.zh) == named(text.en_title + text.en)
    assert all(name.isidentifier() for name in named(text.zh_title + text.zh))


def test_two_texts_do_not_share_a_code() -> None:
    with pytest.raises(AssertionError, match="share the code"):
        MessageText("test_greeting", "另一条", "Another", "别的内容。", "Something else.")


@pytest.mark.django_db
def test_verify_names_messages_nobody_could_read() -> None:
    a_message()
    assert list(promises._messages_without_words()) == []
    Message.objects.create(recipient_kind="user", recipient="x", code="gone_long_ago", sent_at=NOW)
    Message.objects.create(recipient_kind="user", recipient="x", code="test_greeting", sent_at=NOW)
    assert len(list(promises._messages_without_words())) == 2


@pytest.mark.django_db
def test_staff_answer_for_their_own_box_only() -> None:
    from enrollment.registry.selectors import viewer_of

    viewer = viewer_of(factories.a_member_of_staff(Post.DIRECTOR), on=TODAY)
    a_message()
    assert unread_count(viewer) == 0
    assert viewer.user is not None
    send(GREETING, to=Recipient("user", viewer.user.username), at=NOW, values=VALUES)
    assert unread_count(viewer) == 1
