"""Addresses of people's public profiles."""

from django.urls import path

from .views.people import person

urlpatterns = [path("<uuid:public_id>/", person, name="person")]
