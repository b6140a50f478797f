"""The clearance certificate of an employer whose registration is cancelled (REG 10): its kind, content and figures."""

import datetime as dt
from pathlib import Path
from typing import Any

from enrollment.registry.models import ClosingGround, Employer
from siadmin.kernel.language import Words
from siadmin.letters.kinds import LetterKind, register
from siadmin.letters.texts import MessageText

LETTERS = Path(__file__).resolve().parent / "letters"
GROUNDS: dict[str, Words] = {
    ClosingGround.DISSOLVED: Words("解散", "dissolved"),
    ClosingGround.BANKRUPT: Words("破产", "bankrupt"),
    ClosingGround.MERGED: Words("合并或分立", "merged or split"),
    ClosingGround.LICENCE_REVOKED: Words("吊销或撤销登记", "licence revoked"),
    ClosingGround.MOVED_AWAY: Words("迁出统筹地区", "moved to another pooling region"),
    ClosingGround.OTHER: Words("其他终止情形", "ended otherwise"),
}
CLEARANCE = register(
    LetterKind(
        code="employer_clearance",
        title=Words("社会保险登记注销及清缴证明", "Certificate of cancellation and clearance"),
        template=LETTERS / "clearance.typ",
        basis=Words(
            "《社会保险经办条例》（国务院令第765号）第十条、《社会保险法》第五十七条",
            "Regulations on Social Insurance Administration (State Council Order 765), art. 10; Social Insurance Law, "
            "art. 57",
        ),
        figures={
            "as_of_on": Words("截至", "As of"),
            "cancelled_on": Words("注销日期", "Cancelled on"),
            "owed_fen": Words("欠缴金额", "Owed"),
        },
    )
)
CANCELLED = MessageText(
    "employer_cancelled",
    "单位社会保险登记已注销，清缴证明已开具",
    "The registration is cancelled; the clearance certificate is issued",
    "登记自 {cancelled_on} 起注销。请于 {until_on} 前下载清缴证明，此后本单位的网上办理权限终止；证明也可在窗口领取。",
    "The registration is cancelled as of {cancelled_on}. Save the certificate by {until_on}: after that nobody acts "
    "for the employer online any more; any counter hands it out as well.",
)


def content_of(
    employer: Employer, *, last_day: dt.date, ground: str, decision: str, case: str, on: dt.date
) -> dict[str, Any]:
    """What the template reads."""
    return {
        "name": Words(employer.name, employer.name_en or employer.name),
        "credit_code": employer.credit_code,
        "number": employer.number,
        "registered_on": employer.registered_on,
        "last_day": last_day,
        "ground": GROUNDS[ground],
        "decision": decision,
        "case": case,
        "as_of": on,
    }
