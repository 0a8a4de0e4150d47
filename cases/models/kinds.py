"""The kinds of best value authority, kept as data, and whom the department writes to in each (LGA 1999 s.1)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .posts import Post


class AuthorityKind(models.Model):
    """A kind of body on the list in LGA 1999 s.1, and what the regime treats differently for it (response para 9)."""

    class Reach(models.TextChoices):
        """Whether LGA 1972 s.230 lets the department require information from the kind."""

        YES = "yes", "Section 230 applies"
        CHECK = "check", "Check with legal first"

    code = models.SlugField(max_length=30, primary_key=True)
    label = models.CharField("kind", max_length=200, unique=True)
    clause = models.CharField("clause of LGA 1999 s.1", max_length=40, blank=True)
    is_local_authority = models.BooleanField(
        "local authority for the guidance",
        help_text="A local authority must have regard to the guidance; any other should be mindful of its principles.",
    )
    consultees = models.CharField("departments to consult first", max_length=300, blank=True)
    consultees_confirmed = models.BooleanField("consultees confirmed by legal", default=False)
    s230_reach = models.CharField("reach of LGA 1972 s.230", max_length=10, choices=Reach)
    regimes = models.JSONField(
        "other inspection and intervention regimes", default=list, blank=True, help_text="A list of their names."
    )
    needs_legal_confirmation = models.BooleanField(
        "status to be confirmed by legal",
        default=False,
        help_text="While this is so, an inspection or a proposal to intervene cannot be opened.",
    )
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = "kind of authority"
        verbose_name_plural = "kinds of authority"
        ordering: ClassVar[list[str]] = ["label"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(s230_reach__in=["yes", "check"]), name="authority_kind_reach_known"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def guidance_status(self) -> str:
        """How the guidance binds the kind, in words (LGA 1999 s.3(4), response para 9)."""
        return "Must have regard to the guidance" if self.is_local_authority else "Should be mindful of the principles"


class KindPost(models.Model):
    """A post that letters to a kind of authority go to by default (R3); an administrator may change the set."""

    class AddressedAs(models.TextChoices):
        """How a letter reaches the holder."""

        TO = "to", "To"
        COPY = "copy", "Copy"

    kind = models.ForeignKey("cases.AuthorityKind", on_delete=models.CASCADE, related_name="posts")
    post = models.CharField(max_length=40, choices=Post)
    role = models.CharField("addressed as", max_length=10, choices=AddressedAs)
    position = models.PositiveSmallIntegerField("place on the letter")

    class Meta:
        verbose_name = "post of a kind of authority"
        verbose_name_plural = "posts of each kind of authority"
        ordering: ClassVar[list[str]] = ["kind", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(post__in=Post.values), name="kind_post_post_known"),
            models.CheckConstraint(condition=Q(role__in=["to", "copy"]), name="kind_post_role_known"),
            models.UniqueConstraint(
                fields=["kind", "post"],
                name="kind_post_once",
                violation_error_message="This post is already among the addressees.",
            ),
            models.UniqueConstraint(fields=["kind", "position"], name="kind_post_one_place"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.get_post_display()}"
