"""Pages of collection: what an employer owes and has paid, arrears, receipts, their files, the suspense queue."""

from django.urls import path

from contributions.collection.views import clerk, employer, files, work

urlpatterns = [
    path("receipts/", clerk.receipts, name="receipts"),
    path("receipts/waiting/", clerk.waiting, name="receipts_waiting"),
    path("receipts/upload/", files.receipt_upload, name="receipt_upload"),
    path("receipts/files/", files.receipt_file_send, name="receipt_file_send"),
    path("receipts/files/sample.csv", files.receipt_sample, name="receipt_sample"),
    path("receipts/files/<int:pk>/", files.receipt_file, name="receipt_file"),
    path("receipts/files/<int:pk>/problems.csv", files.receipt_file_problems, name="receipt_file_problems"),
    path("receipts/<int:pk>/", clerk.receipt, name="receipt"),
    path("receipts/<int:pk>/allocate/", clerk.receipt_allocate, name="receipt_allocate"),
    path("employer/<str:number>/bills/", employer.employer_bills, name="employer_bills"),
    path("employer/<str:number>/bills/<month:month>/notice/", employer.payment_notice, name="payment_notice"),
    path("desk/contributions/arrears/", work.arrears, name="arrears"),
    path("desk/bills/<str:number>/<month:month>/", work.work_bill, name="work_bill"),
    path("desk/bills/<str:number>/<month:month>/reassess/", work.reassess_month, name="reassess_month"),
]
