"""The family's pages."""

from django.urls import path

from laget.portal import views

urlpatterns = [
    path("family", views.see_children, name="family"),
    path("family/consents", views.answer, name="family_consents"),
    path("family/leave", views.leave, name="leave"),
    path("family/readers", views.see_readers, name="family_readers"),
]
