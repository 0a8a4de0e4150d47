"""Kinds of source from which evidence comes, and the dates by which accounts are due: reference data (domain 6)."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import kept, set_once


class SourceType(models.Model):
    """One kind of source: who makes it, on what legal basis, and how what it says is handled."""

    class Occasion(models.TextChoices):
        """What an item of this kind records besides what it says, with dates of its own (C10, C13, C14)."""

        NONE = "", "Nothing besides"
        PEER_CHALLENGE = "peer_challenge", "A peer challenge"
        FINANCIAL_SUPPORT = "financial_support", "Exceptional financial support"
        SECTION_114 = "section_114", "A section 114 report"
        AUDIT_REPORT = "audit_report", "An auditor's recommendation or report"

    slug = models.SlugField(max_length=60, primary_key=True)
    position = models.PositiveSmallIntegerField("place in the list")
    name = models.CharField(max_length=120, unique=True)
    made_by = models.CharField("who makes it", max_length=200)
    legal_basis = models.CharField(max_length=200, blank=True)
    confirmed = models.BooleanField("a source was seen for the legal basis", default=False)
    arrives = models.CharField("how it reaches the department", max_length=200)
    usual_themes = ArrayField(models.CharField(max_length=2), default=list, blank=True, help_text="None means any.")
    publicity = models.CharField("whether it is public", max_length=100)
    handling = models.TextField("handling note", blank=True)
    is_restricted = models.BooleanField("kept to those who need it, and never published", default=False)
    is_press = models.BooleanField("press", default=False)
    needs_corroboration = models.BooleanField("another item must bear it out first", default=False)
    may_be_exported = models.BooleanField("may leave the service in an export", default=True)
    sealed_on_arrival = models.BooleanField(default=False)
    takes_a_rate = models.BooleanField("its figures are rates with a comparator, never volumes (R33)", default=False)
    occasion = models.CharField(max_length=20, choices=Occasion, blank=True)

    class Meta:
        verbose_name = "kind of source"
        verbose_name_plural = "kinds of source"
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(is_restricted=False) | Q(may_be_exported=False),
                name="source_restricted_is_never_exported",
                violation_error_message="What is never published is never exported (N23).",
            ),
            models.CheckConstraint(
                condition=Q(sealed_on_arrival=False) | Q(is_restricted=True), name="source_sealed_is_restricted"
            ),
            models.CheckConstraint(
                condition=Q(is_press=False) | Q(needs_corroboration=True), name="source_press_is_corroborated"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [*kept(), set_once("slug")]

    def __str__(self) -> str:
        return self.name


class AccountsDates(models.Model):
    """By when accounts of one financial year are published and audited: context for the late-accounts line (C15)."""

    financial_year = models.CharField(max_length=7, primary_key=True, help_text="Such as 2024-25.")
    publish_by = models.DateField("draft accounts are published by", null=True, blank=True)
    audited_by = models.DateField("audited accounts are published by", null=True, blank=True)
    basis = models.CharField(max_length=200)
    confirmed = models.BooleanField("a source was seen", default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-financial_year"]
        verbose_name = verbose_name_plural = "dates of accounts"
        triggers: ClassVar[list[pgtrigger.Trigger]] = kept()

    def __str__(self) -> str:
        return self.financial_year
