"""Doors of declarations."""

from django.urls import path

from contributions.declarations.views import acknowledging, checking, clerk, employer, public, staff, tax
from siadmin.agency.access import answering

DRAFT = "employer/<str:number>/declaration/drafts/<str:draft>/"

urlpatterns = [
    path("precheck/", answering(get=public.precheck, post=public.precheck_send), name="precheck"),
    path("desk/declarations/", clerk.declarations, name="declarations"),
    path("desk/declarations/late/", clerk.told_late, name="told_late"),
    path("desk/tax-declarations/", tax.tax_files, name="tax_files"),
    path("desk/tax-declarations/send/", tax.tax_file_send, name="tax_file_send"),
    path("desk/tax-declarations/sample/", tax.tax_file_sample, name="tax_file_sample"),
    path("desk/tax-declarations/<int:pk>/", tax.tax_file, name="tax_file"),
    path("employer/<str:number>/people/", employer.people, name="employer_people"),
    path(
        "employer/<str:number>/people/start/",
        answering(get=staff.start, post=staff.start_send),
        name="employer_start",
    ),
    path(
        "employer/<str:number>/people/file/",
        answering(get=staff.staff_file, post=staff.staff_file_send),
        name="employer_staff_file",
    ),
    path("employer/<str:number>/people/file/sample.csv", staff.staff_sample, name="employer_staff_sample"),
    path("employer/<str:number>/people/files/<str:which>/", staff.staff_list, name="employer_staff_list"),
    path("employer/<str:number>/people/files/<str:which>/take/", staff.staff_list_take, name="employer_staff_take"),
    path(
        "employer/<str:number>/people/files/<str:which>/discard/",
        staff.staff_list_discard,
        name="employer_staff_discard",
    ),
    path("employer/<str:number>/people/left/", staff.left, name="employer_left"),
    path("employer/<str:number>/people/late/<int:pk>/", staff.late_explain, name="employer_late_explain"),
    path(
        "employer/<str:number>/people/<str:person>/leave/",
        answering(get=employer.leave, post=employer.leave_send),
        name="employer_leave",
    ),
    path("employer/<str:number>/declaration/", employer.declaration, name="employer_declaration"),
    path("employer/<str:number>/declaration/basket/", employer.basket_page, name="employer_basket"),
    path("employer/<str:number>/declaration/basket/file/", employer.file_basket, name="employer_file_basket"),
    path("desk/declarations/disputes/", acknowledging.wage_disputes, name="wage_disputes"),
    path("me/wages/", acknowledging.citizen_wages, name="citizen_wages"),
    path("me/wages/<int:pk>/confirm/", acknowledging.citizen_wage_confirm, name="citizen_wage_confirm"),
    path("me/wages/<int:pk>/dispute/", acknowledging.citizen_wage_dispute, name="citizen_wage_dispute"),
    path(
        "employer/<str:number>/acknowledgements/",
        acknowledging.employer_acknowledgements,
        name="employer_acknowledgements",
    ),
    path("employer/<str:number>/acknowledgements/paper/", acknowledging.employer_paper, name="employer_paper"),
    path("employer/<str:number>/declaration/<str:month>/", employer.month, name="employer_month"),
    path("employer/<str:number>/declaration/<str:month>/unchanged/", employer.unchanged, name="employer_unchanged"),
    path("employer/<str:number>/declaration/<str:month>/upload/", employer.upload, name="employer_upload"),
    path(
        "employer/<str:number>/declaration/<str:month>/grid/",
        answering(get=employer.grid, post=employer.grid_send),
        name="employer_grid",
    ),
    path("employer/<str:number>/declaration/<str:month>/template/", employer.template_file, name="employer_template"),
    path(DRAFT, checking.check, name="employer_check"),
    path(
        f"{DRAFT}rows/<int:row>/",
        checking.correct,
        name="employer_correct",
    ),
    path(
        f"{DRAFT}rows/<int:row>/aside/",
        checking.aside,
        name="employer_aside",
    ),
    path(f"{DRAFT}accept/", checking.accept, name="employer_accept"),
    path(f"{DRAFT}submit/", checking.submit, name="employer_submit"),
    path(f"{DRAFT}discard/", checking.discard, name="employer_discard"),
    path(f"{DRAFT}report/", employer.report_file, name="employer_report"),
    path("employer/<str:number>/declaration/filed/<str:draft>/", employer.receipt, name="employer_receipt"),
]
