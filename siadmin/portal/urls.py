"""The portal's own pages: landing, homes, search, people and employers, the gallery of components."""

from django.urls import path

from siadmin.agency.access import answering
from siadmin.portal.views import (
    activation,
    alike,
    calendars,
    citizen,
    clerk,
    control,
    employer,
    estimates,
    five,
    gallery,
    public,
)

urlpatterns = [
    path("", public.home, name="home"),
    path("language/", public.language, name="language"),
    path("large-print/", public.large_print, name="large_print"),
    path("activate/", answering(get=activation.activate, post=activation.activate_send), name="activate"),
    path(
        "activate/code/",
        answering(get=activation.activate_code, post=activation.activate_code_send),
        name="activate_code",
    ),
    path(
        "activate/account/",
        answering(get=activation.activate_account, post=activation.activate_account_send),
        name="activate_account",
    ),
    path("activate/code/again/", activation.activate_again, name="activate_again"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("desk/", clerk.work, name="work"),
    path("search/", clerk.search, name="search"),
    path("desk/people/alike/", alike.alike, name="alike"),
    path("desk/people/alike/look/", alike.alike_look, name="alike_look"),
    path("desk/people/alike/<int:pk>/apart/", alike.alike_apart, name="alike_apart"),
    path("desk/people/<str:number>/", clerk.person, name="person"),
    path("desk/people/<str:number>/insurances/", five.person_five, name="person_five"),
    path("desk/people/<str:number>/unmask/", clerk.person_unmask, name="person_unmask"),
    path("desk/employers/<str:number>/", clerk.employer, name="employer"),
    path("desk/employers/<str:number>/unmask/", clerk.employer_unmask, name="employer_unmask"),
    path("trail/", control.trail, name="trail"),
    path("trail/verify/", control.promises, name="promises"),
    path("trail/verify/check/", control.promises_check, name="promises_check"),
    path("employer/", employer.employers, name="employers"),
    path("employer/<str:number>/", employer.home, name="employer_home"),
    path("employer/<str:number>/calendar.ics", calendars.employer_calendar, name="employer_calendar"),
    path("calendars/<str:key>/obligations.ics", calendars.obligations, name="obligations"),
    path("me/", citizen.home, name="citizen_home"),
    path("me/insurances/", five.citizen_five, name="citizen_five"),
    path("events/", five.life_events, name="life_events"),
    path("me/estimate/", estimates.citizen_estimate, name="citizen_estimate"),
    path("estimate/", estimates.public_estimate, name="public_estimate"),
]
