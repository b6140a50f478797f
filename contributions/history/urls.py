"""Pages of history from elsewhere: the clerk's files, the citizen's months."""

from django.urls import path

from contributions.history.views import citizen, clerk, upload

urlpatterns = [
    path("history/", clerk.history_files, name="history_files"),
    path("history/upload/", upload.history_upload, name="history_upload"),
    path("history/send/", upload.history_send, name="history_send"),
    path("history/example.csv", upload.history_example, name="history_example"),
    path("history/<int:pk>/", clerk.history_file, name="history_file"),
    path("history/<int:pk>/problems.csv", clerk.history_problems, name="history_problems"),
    path("history/<int:pk>/submit/", clerk.history_submit, name="history_submit"),
    path("history/<int:pk>/money/", clerk.history_confirm_money, name="history_confirm_money"),
    path("history/<int:pk>/approve/", clerk.history_approve, name="history_approve"),
    path("history/<int:pk>/send-back/", clerk.history_send_back, name="history_send_back"),
    path("history/<int:pk>/withdraw/", clerk.history_withdraw, name="history_withdraw"),
    path("me/history/", citizen.citizen_history, name="citizen_history"),
]
