"""What the browser is told with every answer, beside what Django's and the policy's own middlewares say."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NO_POWERS = ", ".join(
    f"{power}=()"
    for power in ("camera", "display-capture", "geolocation", "microphone", "payment", "serial", "usb")
)
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": NO_POWERS,
    "X-Permitted-Cross-Domain-Policies": "none",
}


class HeadersMiddleware:
    """No other site may take in a file of ours, and no page of ours asks for the camera or where one is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response
