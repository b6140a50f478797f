"""What somebody is told when a way into their account changes, so that a change they did not want is noticed."""

import datetime as dt

from django.utils import timezone

from enrollment.registry.models import Person
from enrollment.registry.names import spelt
from siadmin.kernel.language import Words
from siadmin.letters.actions import send, text
from siadmin.letters.models import RecipientKind
from siadmin.letters.protocols import Recipient
from siadmin.letters.rules.phones import is_mobile
from siadmin.letters.texting import gateway
from siadmin.letters.texts import MessageText

PHONE_CHANGED = MessageText(
    "phone_changed",
    "登记的手机号码已变更",
    "Your mobile number on record was changed",
    "【社会保险】您登记的手机号码已于 {on} 变更，此后的通知发往新号码。如非本人办理，请立即拨打 12333 或到窗口说明。",
    "[Social Insurance] Your mobile number on record was changed on {on}; messages go to the new one. If that was not "
    "you, call 12333 or go to a counter at once.",
)
PASSWORD_RENEWED = MessageText(
    "password_renewed",
    "个人账号已重设密码",
    "The password of your account was set anew",
    "【社会保险】您的个人账号已于 {on} 重设密码。如非本人办理，请立即拨打 12333 或到窗口说明。",
    "[Social Insurance] The password of your account was set anew on {on}. If that was not you, call 12333 or go to a "
    "counter at once.",
)


def warn(words: MessageText, person: Person, phone: str | None, *, at: dt.datetime, key: str) -> None:
    """A message into the person's box and, where a gateway carries texts, one to the phone they had until now."""
    values, to = {"on": timezone.localdate(at)}, Words(person.name, spelt(person.name))
    send(words, to=Recipient(RecipientKind.PERSON, person.number, to), at=at, values=values, key=key)
    if phone and is_mobile(phone) and gateway() is not None:
        text(words, phone=phone, language="zh", at=at, values=values)
