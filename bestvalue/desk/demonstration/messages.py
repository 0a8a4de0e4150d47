"""What the service said to the people of the demonstration: of cases of which nothing is published, so in private."""

from django.urls import reverse

from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import email_of
from bestvalue.messages.services.notifying import notify
from cases.models import Case

BRACKWATER = "fictional-brackwater-district-council"
SKARROW = "fictional-high-skarrow-national-park-authority"
ESTUARIES = "fictional-three-estuaries-waste-authority"
# to whom, of which kind, of which authority's case, in which words
SAID = (
    ("officer", "reminder", BRACKWATER, "A next step agreed with {} comes near", "Its date only reminds."),
    ("officer", "decided", SKARROW, "The notice to {} was approved", "The team lead issues it, in the approved words."),
    ("lead", "task", SKARROW, "Issue the notice to {}", "A minister approved it. It is issued by you, and served."),
    ("minister", "decision", ESTUARIES, "A submission on {} waits in your box", "It asks for one decision."),
)


def write_messages() -> None:
    """Say it, once however often the demonstration is loaded, to whoever's case is still there and open."""
    for login, kind, slug, subject, text in SAID:
        case = Case.objects.filter(authority__slug=slug, closed_on=None).select_related("authority").first()
        if case:
            notify(
                to=User.objects.get(email=email_of(login)),
                key=f"demonstration:{kind}:{case.pk}",
                kind=kind,
                subject=subject.format(case.authority),
                text=text,
                link=reverse("desk:decisions") if kind == "decision" else reverse("desk:case", args=[case.ref]),
                private=True,
                about=f"case:{case.pk}",
            )
