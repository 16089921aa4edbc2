"""Addresses of what people say to each other."""

from django.urls import path

app_name = "community"
urlpatterns = []
