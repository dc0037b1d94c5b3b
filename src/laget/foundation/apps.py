"""What is set once, when the program starts."""

from django.apps import AppConfig

from laget.foundation.times_read import read_moments_quickly


class FoundationConfig(AppConfig):
    name = "laget.foundation"

    def ready(self) -> None:
        read_moments_quickly()
