"""Receipts, their files, the suspense queue."""

from django.urls import path

from contributions.collection.views import clerk, files

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
]
