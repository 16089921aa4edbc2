"""Addresses that exist only in the demonstration."""

urlpatterns = []
