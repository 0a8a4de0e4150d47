"""The office that decided, as it then was (rulings 25, R47): words, never a person's name."""

import datetime as dt

from cases.models import Authority

# Last day of each name, oldest first.
NAMES = (
    (dt.date(2006, 5, 4), "Deputy Prime Minister"),
    (dt.date(2018, 1, 7), "Secretary of State for Communities and Local Government"),
    (dt.date(2021, 9, 18), "Secretary of State for Housing, Communities and Local Government"),
    (dt.date(2024, 7, 8), "Secretary of State for Levelling Up, Housing and Communities"),
    (dt.date.max, "Secretary of State for Housing, Communities and Local Government"),
)
# Fire policy lay with the Home Office between these days.
HOME_OFFICE = (dt.date(2016, 1, 5), dt.date(2025, 3, 31))
FIRE = ("fra", "lfc", "fra_commissioner")


def office_on(day: dt.date, authority: Authority) -> str:
    """The office that decided for this authority on that day."""
    if authority.kind_id in FIRE and HOME_OFFICE[0] <= day <= HOME_OFFICE[1]:
        return "Home Secretary"
    return next(name for last_day, name in NAMES if day <= last_day)
