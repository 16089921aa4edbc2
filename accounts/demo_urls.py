"""Addresses that exist only in the demonstration."""

from django.urls import path

from .views import mailbox

urlpatterns = [
    path("mail/", mailbox.demo_mail, name="demo_mail"),
    path("mail/<slug:slug>/", mailbox.demo_message, name="demo_message"),
]
