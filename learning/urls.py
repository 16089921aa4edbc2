"""Addresses of what each person does with the courses."""

app_name = "learning"
urlpatterns = []
