"""Letters and messages for tests: two kinds of letters that use every part of the page, one text."""

import json
from pathlib import Path
from typing import Any

from siadmin.agency.models import Office, User
from siadmin.kernel.language import Words
from siadmin.letters.actions import issue, send
from siadmin.letters.kinds import LetterKind, register
from siadmin.letters.models import Issued, Language, Message
from siadmin.letters.protocols import Recipient
from siadmin.letters.texts import MessageText
from tests.factories import NOW, TODAY, an_office

TEMPLATE = Path(__file__).parent / "templates" / "sample.typ"
SAMPLE = register(
    LetterKind(
        code="test_sample",
        title=Words("参保缴费证明", "Certificate of participation"),
        template=TEMPLATE,
        basis=Words("《社会保险经办条例》第32条", "Regulations on Social Insurance Administration, article 32"),
        figures={"months": Words("累计缴费月数", "Months paid"), "balance_fen": Words("账户余额", "Balance")},
    )
)
DECISION = register(
    LetterKind(
        code="test_decision",
        title=Words("待遇决定书", "Decision"),
        template=TEMPLATE,
        basis=Words("《社会保险法》第16条", "Social Insurance Law, article 16"),
        has_remedy=True,
    )
)
GREETING = MessageText(
    "test_greeting",
    "{month} 月账单已出",
    "Bill for {month}",
    "应缴 {amount_fen}，请在 {due_on} 前缴纳。",
    "{amount_fen} is due by {due_on}.",
)
VALUES = {"month": "2026-11", "amount_fen": 123456, "due_on": "2026-12-15"}
SOMEBODY = Recipient("person", "P7K2M-9Q4XH")

CONTENT: dict[str, Any] = {
    "name": "陈晓雨",
    "until": TODAY,
    "months": 168,
    "balance_fen": 13_841_267,
    "masked": "1101**********4728",
    "region": Words("北京市", "Beijing"),
    "rows": [
        {"month": f"2026-{month:02d}", "employer": "北京和粟餐饮管理有限公司", "base_fen": 727_000, "own_fen": 58_160}
        for month in range(1, 11)
    ],
    "trace": None,
}
FRAME: dict[str, Any] = {
    "languages": ["zh"],
    "agency": Words("北京市朝阳区社会保险事业管理中心", "Chaoyang Social Insurance Centre"),
    "title": SAMPLE.title,
    "number": "L7K2M-9Q4XH",
    "on": TODAY,
    "code": "P7K2-M9Q4-XH3T-AC5W",
    "url": "https://insurance.example/verify/P7K2-M9Q4-XH3T-AC5W/",
    "site": "https://insurance.example/verify/",
    "basis": SAMPLE.basis,
    "expires_on": None,
    "to": None,
    "remedy": None,
}


def a_letter(
    *,
    office: Office | None = None,
    about: Recipient = SOMEBODY,
    by: User | None = None,
    language: str = Language.ZH,
    **traits: Any,
) -> Issued:
    given: dict[str, Any] = {
        "kind": SAMPLE,
        "office": office or an_office(),
        "subject": about,
        "content": CONTENT,
        "figures": {"months": 168, "balance_fen": 13_841_267},
        "language": language,
        "by": by,
        "at": NOW,
        "today": TODAY,
        "holder": "陈晓雨",
    }
    return issue(**given | traits)[0]


def code_of(issued: Issued) -> str:
    """What is printed on the paper."""
    code: str = json.loads(issued.payload)["frame"]["code"]
    return code


def a_message(to: Recipient = SOMEBODY, **traits: Any) -> Message:
    given: dict[str, Any] = {"to": to, "at": NOW, "values": VALUES}
    return send(GREETING, **given | traits)
