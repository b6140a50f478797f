"""Doors of platforms and of the couriers they insure."""

from django.urls import path

from contributions.platforms.views import citizen, employer

urlpatterns = [
    path("employer/<str:number>/orders/", employer.platform_orders, name="platform_orders"),
    path("employer/<str:number>/orders/send/", employer.platform_orders_send, name="platform_orders_send"),
    path("employer/<str:number>/orders/<str:file>/", employer.platform_order_file, name="platform_order_file"),
    path(
        "employer/<str:number>/orders/<str:file>/declare/",
        employer.platform_orders_declare,
        name="platform_orders_declare",
    ),
    path("me/orders/", citizen.citizen_orders, name="citizen_orders"),
]
