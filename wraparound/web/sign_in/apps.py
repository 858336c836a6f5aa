"""Sign-in: what a kept package does, under our addresses, in our words and with our rules."""

from django.apps import AppConfig


class SignInConfig(AppConfig):
    name = "wraparound.web.sign_in"
    label = "sign_in"

    def ready(self) -> None:
        # Imported here: it listens to signals of packages that must be loaded first.
        from wraparound.web.sign_in import listeners

        listeners.listen()
