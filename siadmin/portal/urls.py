"""The portal's own pages: landing, homes, search, people and employers, the gallery of components."""

from django.urls import path

from siadmin.portal.views import gallery, public

urlpatterns = [
    path("", public.home, name="home"),
    path("language/", public.language, name="language"),
    path("large-print/", public.large_print, name="large_print"),
    path("gallery/", gallery.gallery, name="gallery"),
]
