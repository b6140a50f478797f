"""Matters: the desk's cases, what citizens and employers ask for, the public service guides."""

from django.urls import path

from siadmin.matters.views import absences, citizen, clerk, employer, public

urlpatterns = [
    path("guides/", public.guides, name="guides"),
    path("guides/<str:code>/", public.guide, name="guide"),
    path("desk/cases/", clerk.cases, name="cases"),
    path("desk/cases/<str:number>/", clerk.case, name="case"),
    path("desk/cases/<str:number>/facts/", clerk.case_facts, name="case_facts"),
    path("desk/cases/<str:number>/facts/change/", clerk.case_facts_change, name="case_facts_change"),
    path("desk/cases/<str:number>/papers/", clerk.case_paper_add, name="case_paper_add"),
    path("desk/cases/<str:number>/papers/<int:pk>/", clerk.case_paper, name="case_paper"),
    path("desk/cases/<str:number>/unmask/", clerk.case_unmask, name="case_unmask"),
    path("desk/cases/<str:number>/acts/<str:act>/", clerk.case_act, name="case_act"),
    path("desk/matters/", clerk.matters_list, name="matters"),
    path("desk/matters/<str:code>/<str:number>/", clerk.matter_start, name="matter_start"),
    path("desk/matters/<str:code>/<str:number>/receive/", clerk.matter_receive, name="matter_receive"),
    path("desk/absences/", absences.absences, name="absences"),
    path("desk/absences/record/", absences.absence_record, name="absence_record"),
    path("desk/absences/<int:pk>/end/", absences.absence_end, name="absence_end"),
    path("me/matters/", citizen.matters, name="citizen_matters"),
    path("me/matters/apply/<str:code>/", citizen.apply, name="citizen_apply"),
    path("me/matters/apply/<str:code>/send/", citizen.apply_send, name="citizen_apply_send"),
    path("me/matters/<str:case>/", citizen.case, name="citizen_case"),
    path("me/matters/<str:case>/acts/<str:act>/", citizen.case_act, name="citizen_case_act"),
    path("me/matters/<str:case>/papers/<int:pk>/", citizen.case_paper, name="citizen_case_paper"),
    path("employer/<str:number>/matters/", employer.matters, name="employer_matters"),
    path("employer/<str:number>/matters/apply/<str:code>/", employer.apply, name="employer_apply"),
    path("employer/<str:number>/matters/apply/<str:code>/send/", employer.apply_send, name="employer_apply_send"),
    path("employer/<str:number>/matters/<str:case>/", employer.case, name="employer_case"),
    path("employer/<str:number>/matters/<str:case>/acts/<str:act>/", employer.case_act, name="employer_case_act"),
    path("employer/<str:number>/matters/<str:case>/papers/<int:pk>/", employer.case_paper, name="employer_case_paper"),
]
