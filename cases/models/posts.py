"""The posts that people hold in authorities, and so the people a letter can be addressed to."""

from django.db import models


class Post(models.TextChoices):
    """A post in an authority. Which of them an authority has depends on its kind."""

    HEAD_OF_PAID_SERVICE = "head_of_paid_service", "Head of paid service"
    CHIEF_FINANCE_OFFICER = "chief_finance_officer", "Chief finance officer"
    MONITORING_OFFICER = "monitoring_officer", "Monitoring officer"
    LEADER = "leader", "Leader"
    ELECTED_MAYOR = "elected_mayor", "Elected mayor"
    CHAIR = "chair", "Chair"
    CHIEF_EXECUTIVE = "chief_executive", "Chief executive"
    CHIEF_FIRE_OFFICER = "chief_fire_officer", "Chief fire officer"
    CHIEF_OFFICER = "chief_officer", "Chief officer"
    CLERK = "clerk", "Clerk"
    TREASURER = "treasurer", "Treasurer"
    MAYOR_OF_LONDON = "mayor_of_london", "Mayor of London"
    FIRE_COMMISSIONER = "fire_commissioner", "Fire commissioner"
    TRANSPORT_COMMISSIONER = "transport_commissioner", "Transport commissioner"
    POLICE_COMMISSIONER = "police_commissioner", "Commissioner of police"
    OPPOSITION_LEADER = "opposition_leader", "Opposition leader"
    AUDIT_CHAIR = "audit_chair", "Chair of the audit committee"
    SCRUTINY_CHAIR = "scrutiny_chair", "Chair of scrutiny"
    DATA_CONTACT = "data_contact", "Data contact"
