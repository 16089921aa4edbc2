"""Mail, outside the request.

A mail is a row of the outbox, written in the transaction of its cause; the task that
sends it at once is enqueued in the same transaction. What no task sends, because the
mail server or the worker was away, ``manage.py tick`` sends later.
"""

from django_tasks import task

from .mail.delivery import deliver


@task()
def send_mail(pk):
    """Send one mail of the outbox."""
    deliver(pk)
