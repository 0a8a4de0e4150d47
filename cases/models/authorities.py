"""Best value authorities, the other names and codes they are known by, and what replaced what."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q

from bestvalue.records.triggers import kept, set_once
from bestvalue.text_search import name_index


class AuthorityQuerySet(models.QuerySet["Authority"]):
    """Questions about which authorities there were, when."""

    def on(self, day: dt.date) -> "AuthorityQuerySet":
        """The authorities that existed on `day`; a date not known counts as no limit."""
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )


class Authority(models.Model):
    """A best value authority (LGA 1999 s.1). Its identity is the slug: some kinds have no ONS code (rulings 34)."""

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    ons_code = models.CharField("ONS code", max_length=9, unique=True, null=True, blank=True)
    kind = models.ForeignKey("cases.AuthorityKind", on_delete=models.PROTECT, related_name="authorities")
    region = models.CharField(max_length=60, blank=True, help_text="Blank where it lies in more than one.")
    starts_on = models.DateField("first day", null=True, blank=True, help_text="Blank where the day is not known.")
    ends_on = models.DateField("last day", null=True, blank=True, help_text="The last day on which it exists.")
    is_fictional = models.BooleanField("fictional", default=False)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "starts_on"]
        verbose_name_plural = "authorities"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="authority_ends_after_start",
                violation_error_message="The last day must not be before the first day.",
            ),
            models.CheckConstraint(
                condition=Q(is_fictional=False, ons_code__isnull=True)
                | Q(is_fictional=False, ons_code__regex=r"^E\d{8}$")
                | Q(is_fictional=True, ons_code__isnull=False, ons_code__regex=r"^X\d{8}$"),
                name="authority_code_form",
                violation_error_message="A code is E and eight digits; X and eight digits for a fictional authority.",
            ),
            ExclusionConstraint(
                name="authority_name_once_at_a_time",
                expressions=[
                    ("name", RangeOperators.EQUAL),
                    (
                        Func("starts_on", "ends_on", RangeBoundary(True, True), function="DATERANGE"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Another authority has this name at that time.",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # lists of cases and of authorities go along it, so that a first page costs the same however many there are
            models.Index(fields=["name", "starts_on"], name="authority_by_name"),
            name_index("authority_name_letters", "name"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [*kept(), set_once("slug")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse days in the wrong order here, before the database is asked for a range that cannot be."""
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "The last day must not be before the first day."})

    @property
    def stream_name(self) -> str:
        """The name of the event stream for acts on the authority outside any case."""
        return f"authority:{self.slug}"

    def exists_on(self, day: dt.date) -> bool:
        """Whether it is a best value authority on `day`, both ends included; a date not known is no limit."""
        return (self.starts_on or dt.date.min) <= day <= (self.ends_on or dt.date.max)


class AuthorityAlias(models.Model):
    """A former, short or legal name, or a former ONS code, under which old data know an authority."""

    class Kind(models.TextChoices):
        """What sort of alias it is."""

        NAME = "name", "Name"
        ONS_CODE = "ons_code", "ONS code"

    authority = models.ForeignKey("cases.Authority", on_delete=models.CASCADE, related_name="aliases")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["authority", "kind", "value"]
        verbose_name_plural = "authority aliases"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=["name", "ons_code"]), name="authority_alias_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="name") | Q(value__regex=r"^[EX]\d{8}$"), name="authority_alias_code_form"
            ),
            models.UniqueConstraint(fields=["authority", "kind", "value"], name="authority_alias_once"),
            models.UniqueConstraint(
                fields=["value"],
                condition=Q(kind="ons_code"),
                name="authority_alias_one_owner_of_a_code",
                violation_error_message="Another authority is known by this code.",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [name_index("authority_alias_letters", "value")]

    def __str__(self) -> str:
        return self.value


class Succession(models.Model):
    """One authority taking over from another on reorganisation. Instruments do not roll over by themselves (R48)."""

    predecessor = models.ForeignKey("cases.Authority", on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey("cases.Authority", on_delete=models.PROTECT, related_name="inheritances")
    took_effect_on = models.DateField("on", help_text="The first day of the successor's responsibility.")

    class Meta:
        ordering: ClassVar[list[str]] = ["took_effect_on", "predecessor", "successor"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="succession_between_two",
                violation_error_message="An authority does not succeed itself.",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = kept()

    def __str__(self) -> str:
        return f"{self.successor} after {self.predecessor}, {self.took_effect_on}"
