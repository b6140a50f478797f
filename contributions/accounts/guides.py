"""The service guides of certificates and statements: given at once, free of charge, by every door (REG 29, 32)."""

from contributions.accounts.kinds import BASIS, PARTICIPATION, STATEMENT, TITLES
from siadmin.kernel.language import Words
from siadmin.matters.services import Service, register

_WHO = Words(
    "参保人本人；用人单位可以为本单位职工开具",
    "Everybody, about themselves; employers for their own staff",
)
_EMPLOYERS_SEE = Words(
    "用人单位开具的只列本单位的缴费月份，不列个人账户余额",
    "What an employer gets lists only the months with it, and no balance of a personal account",
)


def register_guides() -> None:
    register(
        Service(
            code=PARTICIPATION,
            title=TITLES[PARTICIPATION],
            who=_WHO,
            conditions=(_EMPLOYERS_SEE,),
            basis=BASIS,
            result=Words(
                "中文或英文 PDF，带二维码和验证码，收到的人可在网上核验",
                "A PDF in Chinese or English with a QR code and a verification code that whoever receives it can check",
            ),
            page="citizen_certificate",
        )
    )
    register(
        Service(
            code=STATEMENT,
            title=TITLES[STATEMENT],
            who=_WHO,
            conditions=(
                _EMPLOYERS_SEE,
                Words("每年另寄送一次", "Besides, everybody is sent one once a year"),
            ),
            basis=Words(
                f"{BASIS.zh}、《实施〈社会保险法〉若干规定》第十七条",
                f"{BASIS.en}; Provisions on implementing the Social Insurance Law, art. 17",
            ),
            result=Words(
                "逐月缴费、个人账户和每年利息的 PDF，带二维码和验证码",
                "A PDF of every month, the personal account and each year's interest, with a verification code",
            ),
            page="citizen_statement",
        )
    )
