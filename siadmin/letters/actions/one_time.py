"""One-time codes: six digits to a phone, good for five minutes and five tries, for one purpose, once.

How often is limited by phone and by address, and counted before anything is compared. Both actions commit what they
counted before they refuse, so they are never called inside another transaction.
"""

import datetime as dt
import hmac
import secrets
import uuid

from django.db import transaction

from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.protection import keyed_hash
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.letters.actions.attempts import Limit, attempt, locked_until
from siadmin.letters.actions.texting import NOT_A_MOBILE, text
from siadmin.letters.models import MOST_TRIES, OneTimeCode
from siadmin.letters.rules.phones import is_mobile
from siadmin.letters.texts import MessageText

GOOD_FOR = dt.timedelta(minutes=5)
DIGITS = 6
HOUR = dt.timedelta(hours=1)
NOT_AGAIN_WITHIN = Limit("code_pause", 1, dt.timedelta(minutes=1))
A_PHONE = Limit("code_phone", 5, HOUR)
AN_ADDRESS = Limit("code_address", 20, HOUR)
CHECKS_OF_A_PHONE = Limit("code_check_phone", 15, HOUR)
CHECKS_OF_AN_ADDRESS = Limit("code_check_address", 40, HOUR)

ONE_TIME_CODE = MessageText(
    "one_time_code",
    "验证码",
    "Verification code",
    "【社会保险】验证码 {code}，{minutes} 分钟内有效。工作人员不会向您索要验证码。",
    "[Social Insurance] Your code is {code}, good for {minutes} minutes. Our staff never ask for it.",
)
CODE_TOO_OFTEN = Reason(
    "code_too_often",
    "验证码请求过于频繁，请在 {minutes} 分钟后再试。",
    "Too many codes were asked for. Try again in {minutes} min.",
    "请查看手机中最近一条短信；也可以到经办窗口办理。",
    "Look for the latest text on the phone, or go to the counter.",
)
CODE_WRONG = Reason(
    "code_wrong",
    "验证码不正确，还可以再试 {left} 次。",
    "This is not the code; {left} tries are left.",
    "请按最近一条短信填写 6 位数字。",
    "Write the six digits of the latest text.",
)
CODE_GONE = Reason(
    "code_gone",
    "验证码已失效。",
    "There is no code that is still good.",
    "请重新获取验证码。",
    "Ask for a new one.",
)


def code_sent(*, purpose: str, phone: str, address: str, language: str, at: dt.datetime) -> OneTimeCode:
    """Send a code to a phone. An earlier one for the same purpose is no longer good.

    Raises NOT_A_MOBILE, CODE_TOO_OFTEN, TEXTING_NOT_SET_UP. The code itself is told to nobody but the phone.
    """
    number = compact(phone)
    if not is_mobile(number):
        raise NOT_A_MOBILE()
    asked = ((NOT_AGAIN_WITHIN, f"{purpose}:{number}"), (A_PHONE, number), (AN_ADDRESS, address))
    _count(asked, at)
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    salt = uuid.uuid4()
    with transaction.atomic():
        sent = OneTimeCode.objects.create(
            purpose=purpose,
            phone_hash=keyed_hash(number),
            salt=salt,
            code_hash=_hashed(salt, digits),
            sent_at=at,
            expires_at=at + GOOD_FOR,
        )
        text(
            ONE_TIME_CODE,
            phone=number,
            language=language,
            at=at,
            values={"code": digits, "minutes": int(GOOD_FOR.total_seconds()) // 60},
            expires_at=sent.expires_at,
        )
    return sent


def code_checked(*, purpose: str, phone: str, given: str, address: str, at: dt.datetime) -> None:
    """Returns when `given` is the code last sent to this phone for this purpose; it is used up by that.

    Raises CODE_TOO_OFTEN, CODE_GONE (none, expired, used, or tried five times), CODE_WRONG.
    """
    number = compact(phone)
    _count(((CHECKS_OF_A_PHONE, number), (CHECKS_OF_AN_ADDRESS, address)), at)
    if (refusal := _tried(purpose, number, compact(given), at)) is not None:
        raise refusal


def _count(asked: tuple[tuple[Limit, str], ...], at: dt.datetime) -> None:
    """Count an attempt at every limit, or at none where one is reached: being refused does not lengthen the wait."""
    with transaction.atomic(durable=True):
        until = max((end for limit, caller in asked if (end := locked_until(limit, caller, at=at))), default=None)
        if until is None and min(attempt(limit, caller, at=at) for limit, caller in asked) < 0:
            until = at + dt.timedelta(minutes=1)  # somebody else took the last one at this moment
    if until is not None:
        raise CODE_TOO_OFTEN(minutes=-(-int((until - at).total_seconds()) // 60))


def _tried(purpose: str, number: str, given: str, at: dt.datetime) -> Refusal | None:
    with transaction.atomic(durable=True):
        held = (
            OneTimeCode.objects.select_for_update()
            .filter(purpose=purpose, phone_hash=keyed_hash(number))
            .order_by("-sent_at", "-pk")
            .first()
        )
        if held is None or held.used_at is not None or held.expires_at <= at or held.tries >= MOST_TRIES:
            return CODE_GONE()
        held.tries += 1
        if hmac.compare_digest(_hashed(held.salt, given), bytes(held.code_hash)):
            held.used_at = at
        held.save(update_fields=["tries", "used_at"])
        if held.used_at is not None:
            return None
        return CODE_WRONG(left=MOST_TRIES - held.tries) if held.tries < MOST_TRIES else CODE_GONE()


def _hashed(salt: uuid.UUID, digits: str) -> bytes:
    return keyed_hash(f"one-time code:{salt}:{digits}")
