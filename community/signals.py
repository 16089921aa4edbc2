"""What other parts may want to hear.

Sent within the transaction of the fact: what they write down because of it is committed
with it, or neither is. Work outside the database they enqueue.
"""

from django.dispatch import Signal

# Keyword arguments: post. A published post, or one that a glance just published.
post_made = Signal()
# Keyword arguments: thread, post (the answer).
question_answered = Signal()
# Keyword arguments: mentorship, what (asked, accepted, renewed, ending, or how it was
# closed), by (the key of the person who did it, or None).
mentorship_changed = Signal()
