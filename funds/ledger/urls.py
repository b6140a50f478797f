"""Books, entries, closing."""

from django.urls import path

from funds.ledger.views import books, closing

urlpatterns = [
    path("funds/books/<str:region>/<str:fund>/", books.book, name="book"),
    path("funds/entries/<str:key>/", books.entry, name="entry"),
    path("funds/closing/", closing.closing, name="closing"),
    path("funds/closing/<str:region>/<str:fund>/prepare/", closing.closing_prepare, name="closing_prepare"),
    path("funds/closing/<int:pk>/close/", closing.closing_close, name="closing_close"),
]
