"""Pages on which a notice is drafted and edited, with the letter beside the form."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.http import Http404
from django.urls import reverse

from bestvalue import clock
from cases.forms.drafts import DraftForm, Typed
from cases.letters import Letterhead
from cases.models import OfficeHolding, Post
from cases.selectors.authorities import Addressee, addressees
from cases.views.drafting import DraftPage
from notices.forms.drafting import NoticeForm, typed_of, with_rows_changed
from notices.models import Notice
from notices.selectors import notice_for, officers_for
from notices.services import draft_notice, edit_notice, preview_notice
from themes.selectors import guidance_of

LED_BY = (Post.LEADER, Post.ELECTED_MAYOR)


class NoticeDraft(DraftPage):
    """What drafting and editing a notice share."""

    form_class = NoticeForm
    template_name = "notices/edit.html"
    button: ClassVar[str] = "Save the draft"
    done: ClassVar[str] = "The draft is saved."
    refreshes: ClassVar[tuple[str, ...]] = ("concerns", "expectations")
    instrument: Notice | None

    def get_form_kwargs(self) -> dict[str, Any]:
        """The guidance of the case, and the people it could go to."""
        return {
            **super().get_form_kwargs(),
            "guidance": guidance_of(self.case),
            "officers": self.officers(),
            "local": self.case.authority.kind.is_local_authority,
        }

    def officers(self) -> list[OfficeHolding]:
        """Everyone in post, and those that the draft already names."""
        return officers_for(self.case, self.instrument)

    def changed_rows(self, do: str, typed: Typed) -> Typed:
        """A concern or an expectation more or fewer."""
        return with_rows_changed(do, typed)

    def text_of(self, form: DraftForm) -> str:
        """The letter as saving would freeze it."""
        return preview_notice(by=self.request.user, case=self.case, notice=self.instrument, **form.given())

    def letterhead(self) -> Letterhead:
        """The frame of the letter, without a date."""
        return Letterhead(date=None, today=clock.today(), reference=self.case.reference or "")

    def addressees(self) -> list[Addressee]:
        """The posts that a notice to a body of this kind goes to, and who holds them."""
        return addressees(self.case.authority, on=clock.today())

    def next_page(self, result: Any) -> str:
        """The notice, or the list."""
        found = result or self.instrument
        place = [self.case.ref, found.pk] if found else [self.case.ref]
        return reverse("notices:notice" if found else "notices:notices", args=place)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The posts that nobody holds."""
        return super().get_context_data(vacant=list(vacant(self.addressees())), **more)


def vacant(posts: Sequence[Addressee]) -> Iterator[Addressee]:
    """The posts that nobody holds; an authority has a leader or an elected mayor, not both."""
    led = any(each.holder for each in posts if each.post in LED_BY)
    return (each for each in posts if each.holder is None and not (led and each.post in LED_BY))


class NewNotice(NoticeDraft):
    """Draft a notice; `?after=<id>` begins with what an earlier notice said."""

    move: ClassVar[str] = "draft_notice"
    title: ClassVar[str] = "Draft a Best Value Notice"
    earlier: Notice | None = None

    def find_instrument(self) -> None:
        """The notice that this one follows, where the address names one."""
        if after := self.request.GET.get("after"):
            self.earlier = notice_for(self.case, after) if len(after) == 36 else None
            if self.earlier is None:
                raise Http404("There is no such notice.")

    def stored(self) -> Typed:
        """A new draft: the default addressees and period, and what the earlier notice asked for."""
        roles = {f"officer_{each.holder.pk}": each.role for each in self.addressees() if each.holder}
        begun = typed_of(self.earlier) if self.earlier else {"expectation_1": ""}
        ours = {f"officer_{each.pk}" for each in self.officers()}
        kept = {name: each for name, each in begun.items() if not name.startswith("officer_") or name in ours}
        return {**roles, **kept, "private_response": "", "no_response_reason": "", "period_months": "12"}

    def act(self, given: dict[str, Any], version: int) -> Notice:
        """Draft it."""
        return draft_notice(by=self.request.user, case=self.case, expected_version=version, **given)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The notice that this one follows, with the progress made since."""
        progress = self.earlier.expectations.prefetch_related("progress") if self.earlier else ()
        return super().get_context_data(earlier=self.earlier, progress=progress, **more)


class EditNotice(NoticeDraft):
    """Edit a draft notice."""

    instrument: Notice
    edits: ClassVar[bool] = True
    move: ClassVar[str] = "edit_notice"
    title: ClassVar[str] = "Edit the draft notice"

    def find_instrument(self) -> Notice:
        """The notice of the address."""
        notice = notice_for(self.case, self.kwargs["pk"])
        if notice is None:
            raise Http404("There is no such notice.")
        return notice

    def stored(self) -> Typed:
        """The draft as it is saved."""
        return typed_of(self.instrument)

    def act(self, given: dict[str, Any], version: int) -> Notice:
        """Save it."""
        return edit_notice(by=self.request.user, notice=self.instrument, expected_version=version, **given)
