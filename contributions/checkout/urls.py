"""Doors of paying by a link."""

from django.urls import path

from contributions.checkout.views import citizen, clerk, public

urlpatterns = [
    path("pay/callback/<slug:channel>/", public.payment_callback, name="payment_callback"),
    path("pay/simulator/<str:token>/", public.simulated_payment, name="simulated_payment"),
    path("pay/simulator/<str:token>/paid/", public.simulated_payment_pay, name="simulated_payment_pay"),
    path("me/payments/pay/", citizen.citizen_pay, name="citizen_pay"),
    path("me/payments/<str:number>/", citizen.citizen_order, name="citizen_order"),
    path("me/payments/<str:number>/close/", citizen.citizen_order_close, name="citizen_order_close"),
    path("desk/payments/trouble/", clerk.payments_in_trouble, name="payments_in_trouble"),
    path("desk/payments/trouble/strays/<int:pk>/", clerk.stray_payment_end, name="stray_payment_end"),
    path("desk/payments/trouble/strays/<int:pk>/confirm/", clerk.stray_payment_confirm, name="stray_payment_confirm"),
    path("desk/payments/refunds/<int:pk>/", clerk.refund_through_channel, name="refund_through_channel"),
]
