"""What people gave of themselves, by tokens, sealed; and who objected to being counted."""

from django.db import models


class Answers(models.Model):
    """What one person gave. `sealed` holds every answer together; `on` is the day of the last change.

    No history: what was changed or withdrawn is gone. The key is the token, so that rows have no order of their own.
    """

    token = models.CharField(max_length=64, primary_key=True)
    sealed = models.BinaryField()
    on = models.DateField()

    not_a_record = (
        "What somebody gave for counting: theirs to change and withdraw, and no history may repeat it. It has no "
        "controller field, because whoever runs the store is answerable for all of it."
    )

    class Meta:
        verbose_name_plural = "answers"

    def __str__(self) -> str:
        return "answers of somebody"


class Objection(models.Model):
    """A written objection: nothing about whoever the token stands for is kept or counted from that day on."""

    token = models.CharField(max_length=64, primary_key=True)
    on = models.DateField()

    not_a_record = "That somebody is not to be counted; kept so that nothing that comes later counts them."

    def __str__(self) -> str:
        return f"objection of {self.on}"
