"""What a person has typed into a form and not saved yet, so that no word is lost."""

from typing import ClassVar

from django.db import models


class UnsavedWork(models.Model):
    """The unsaved content of one form for one person. It is nobody else's, and no part of the record."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="unsaved_work")
    place = models.CharField("address of the form", max_length=300)
    fields = models.JSONField()
    base_version = models.PositiveIntegerField("version of the case when the form was opened", null=True)
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "unsaved work"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "place"], name="unsaved_work_one_for_each_form"),
        ]

    def __str__(self) -> str:
        return f"Unsaved work at {self.place}"
