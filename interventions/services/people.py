"""Who may not be the same person or body (rulings 12; R43)."""

from cases.services.act import Act
from interventions.models import Appointment, Inspection
from interventions.models.drafted import Drafted


def need_drafted_by_another(act: Act, drafted: Drafted) -> None:
    """Note as unmet that whoever carries out a decision drafted what was decided on."""
    own = act.past is None and drafted.drafted_by_id == act.by.pk
    act.need(not own, "own_draft", "You drafted it. Somebody else carries out the decision.")


def need_one_role(act: Act, names: str, reason: str, *, besides: Appointment | None = None) -> None:
    """Note as unmet that a person or body named in `names` holds a role on the case already, unless `reason` is given.

    Names are compared as words that were typed: it asks the question, and a person answers it (R43).
    """
    if act.past or reason.strip():
        return
    serving = Appointment.objects.filter(case=act.case, state="serving").exclude(pk=besides.pk if besides else None)
    inspectors = Inspection.objects.filter(case=act.case, state="appointed").values_list("inspector", flat=True)
    known = {name for each in serving for name in (each.person, each.body)} | set(inspectors)
    asked = names.casefold()
    held = sorted(each for each in known if each.strip() and (each.casefold() in asked or asked in each.casefold()))
    message = f"{', '.join(held)}: a role here is held already. Record why the same person or body may hold two (R43)."
    act.need(not (held and asked.strip()), "two_roles", message)
