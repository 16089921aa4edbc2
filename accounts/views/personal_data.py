"""What the account itself stores about its owner."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone

from ..personal_data import everything_of


@login_required
def my_data(request):
    return render(request, "accounts/data.html")


@login_required
def my_data_download(request):
    today = timezone.localdate()
    response = JsonResponse(
        everything_of(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response["Content-Disposition"] = f'attachment; filename="my-data-{today:%Y-%m-%d}.json"'
    return response
