"""Verification without an account; the message centre; letters and texts for staff."""

from django.urls import path

from siadmin.letters.views import clerk, messages, public

urlpatterns = [
    path("verify/", public.verify_document, name="verify_document"),
    path("verify/<str:code>/", public.verify_code, name="verify_code"),
    path("messages/", messages.messages, name="messages"),
    path("messages/read/", messages.messages_read, name="messages_read"),
    path("messages/<int:pk>/open/", messages.message_open, name="message_open"),
    path("messages/<int:pk>/letter/", messages.message_letter, name="message_letter"),
    path("letters/", clerk.letters, name="letters"),
    path("letters/<str:number>/", clerk.letter, name="letter"),
    path("letters/<str:number>/pdf/", clerk.letter_pdf, name="letter_pdf"),
    path("letters/<str:number>/revoke/", clerk.letter_revoke, name="letter_revoke"),
    path("texts/", clerk.texts, name="texts"),
]
