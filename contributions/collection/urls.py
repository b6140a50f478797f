"""Pages of collection: what an employer owes and has paid, arrears and what is done about them, receipts, refunds."""

from django.urls import path

from contributions.collection.views import clerk, employer, files, owed, refunds, work

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
    path("desk/contributions/collecting/", owed.enforcement, name="enforcement"),
    path("desk/contributions/stakes/", owed.stakes, name="stakes"),
    path("desk/contributions/owed/<str:number>/", owed.owed_by_employer, name="owed_by_employer"),
    path("late-fees/<str:number>/<month:month>/<str:fund>/", owed.late_fee_why, name="late_fee_why"),
    path("receipts/<int:pk>/late-fee/", clerk.receipt_late_fee, name="receipt_late_fee"),
    path("receipts/refunds/", refunds.refunds, name="refunds"),
    path("receipts/refunds/<int:pk>/paid/", refunds.refund_paid, name="refund_paid"),
    path("receipts/refunds/<int:pk>/back/", refunds.refund_came_back, name="refund_came_back"),
    path("receipts/refunds/<int:pk>/withdraw/ask/", refunds.refund_withdrawal_ask, name="refund_withdrawal_ask"),
    path("receipts/refunds/<int:pk>/withdraw/", refunds.refund_withdraw, name="refund_withdraw"),
    path("desk/bills/<str:number>/<month:month>/", work.work_bill, name="work_bill"),
    path("desk/bills/<str:number>/<month:month>/reassess/", work.reassess_month, name="reassess_month"),
]
