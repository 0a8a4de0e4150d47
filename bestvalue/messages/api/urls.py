"""Addresses of messages, and of what became of the emails."""

from django.urls import path

from . import deliveries, messages

urlpatterns = [
    path("messages/", messages.Messages.as_view(), name="messages"),
    path("messages/read-all/", messages.MarkAllRead.as_view(), name="mark_all_read"),
    path("messages/<uuid:pk>/", messages.OneMessage.as_view(), name="message"),
    path("messages/<uuid:pk>/read/", messages.MarkRead.as_view(), name="mark_read"),
    path("message-preferences/", messages.Preferences.as_view(), name="message_preferences"),
    path("message-preferences/choose/", messages.Choose.as_view(), name="choose_message_preference"),
    path("deliveries/", deliveries.Deliveries.as_view(), name="deliveries"),
    path("deliveries/<uuid:pk>/", deliveries.OneDelivery.as_view(), name="delivery"),
    path("deliveries/<uuid:pk>/try-again/", deliveries.TryAgain.as_view(), name="try_delivery_again"),
    path("deliveries/<uuid:pk>/give-up/", deliveries.GiveUp.as_view(), name="give_up_delivery"),
]
