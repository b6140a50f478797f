"""The channel's door to us, and the simulator's page where one presses “paid”."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from contributions.checkout.actions import take_callback
from contributions.checkout.models import SimulatedTrade
from contributions.checkout.simulator import SimulatedChannel, message, pay
from siadmin.agency.access import everyone, reads, writes
from siadmin.kernel.refusal import Refusal

LARGEST_MESSAGE = 64 * 1024  # bytes
_SIMULATOR = f"{SimulatedChannel.__module__}.{SimulatedChannel.__name__}"


@csrf_exempt
@everyone
@writes
def payment_callback(request: HttpRequest, channel: str) -> HttpResponse:
    """A channel says that somebody paid. Its signature is its only credential; forged messages change nothing."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_MESSAGE:
        return JsonResponse({"code": "FAIL"}, status=400)
    try:
        heard = take_callback(channel_code=channel, headers=request.headers, body=_body(request), at=timezone.now())
    except Refusal as refusal:
        return JsonResponse({"code": "FAIL", "reason": refusal.code}, status=400)
    if not heard.is_answered_well:
        return JsonResponse({"code": "FAIL", "reason": heard.verdict}, status=409)
    return JsonResponse({"code": "SUCCESS"})


def _body(request: HttpRequest) -> bytes:
    """What was sent; nothing where a form was sent instead of a message."""
    try:
        return request.body
    except RawPostDataException:
        return b""


def _trade(token: str) -> SimulatedTrade:
    if settings.PAYMENT_CHANNEL != _SIMULATOR:
        raise Http404
    return get_object_or_404(SimulatedTrade, token=token)


@everyone
@reads
def simulated_payment(request: HttpRequest, token: str) -> HttpResponse:
    """What a wallet would show: to whom, how much, and one button. Nobody's money moves."""
    trade, now = _trade(token), timezone.now()
    is_open = trade.paid_at is None and trade.closed_at is None and trade.expires_at > now
    return render(request, "checkout/simulated_payment.html", {"trade": trade, "is_open": is_open})


@everyone
@writes
def simulated_payment_pay(request: HttpRequest, token: str) -> HttpResponse:
    """“Paid” is pressed: the simulator books it and sends its signed message to our door."""
    at = timezone.now()
    try:
        trade = pay(_trade(token).token, at=at)
    except Refusal as refusal:
        shown = {"trade": _trade(token), "is_open": False, "refusal": refusal}
        return render(request, "checkout/simulated_payment.html", shown, status=409)
    headers, body = message(trade, at=at)
    take_callback(channel_code=SimulatedChannel.code, headers=headers, body=body, at=at)
    return redirect("simulated_payment", token)
