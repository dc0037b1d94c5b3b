"""Every address. None of them says who: only random ids."""

from django.urls import include, path

urlpatterns = [
    path("", include("laget.staff.urls")),
    path("", include("laget.portal.urls")),
]

handler400 = "laget.config.errors.bad_request"
handler403 = "laget.config.errors.forbidden"
handler404 = "laget.config.errors.not_found"
handler500 = "laget.config.errors.broken"
