"""The panel of a rubric for one's plan, and of a colleague's look at it."""

from functools import cached_property

from django.urls import reverse

from learning.looking.forms import QuestionForm, SelfCheckForm

from .base import Panel, kept_for


class PeerLookPanel(Panel):
    route = "learning:self_check"

    @property
    def rows(self):
        return self.value.as_shown()["rows"]

    @property
    def check(self):
        """The newest self-check, or None."""
        return self.state.looks.checks.get(self.block_id)

    @property
    def own_question(self):
        return self.state.looks.questions.get(self.block_id)

    @property
    def waiting(self):
        """The look that the plan waits for, asked for here or in another lesson; or None."""
        return self.state.looks.waiting

    @cached_property
    def given(self):
        return [look for look in self.state.looks.at(self.block_id) if look.given_at]

    @property
    def was_in_vain(self):
        """Whether the last request found nobody."""
        last = next(iter(self.state.looks.at(self.block_id)), None)
        return bool(last and not last.is_waiting and (last.declined_at or last.passed_at))

    @property
    def is_done(self):
        return bool(self.check and (self.given or self.own_question))

    @cached_property
    def form(self):
        """The self-check: what was kept of it, else what was saved last."""
        kept = kept_for(self.state, self.block_id)
        words = {"words": self.check.words} if self.check else {}
        return SelfCheckForm(
            self.rows, self._if_refused(self.block_id, kept), self.check and self.check.marks,
            initial=words | kept, auto_id=f"id_%s_{self.block_id}", use_required_attribute=False,
        )  # fmt: skip

    @cached_property
    def question_form(self):
        kept = kept_for(self.state, self.question_name)
        return QuestionForm(
            self._if_refused(self.question_name, kept),
            initial=kept, auto_id=f"id_%s_{self.question_name}", use_required_attribute=False,
        )  # fmt: skip

    @property
    def question_name(self):
        return f"{self.block_id}-question"

    @property
    def is_kept(self):
        """Whether something was typed here that is not saved yet, and nothing is said of it."""
        return bool(kept_for(self.state, self.block_id)) and not self.form.is_bound

    def _if_refused(self, name, kept):
        """What was just sent and could not be saved, to say why; else None."""
        request = self.state.request
        return kept if request and request.GET.get("unanswered") == name else None

    def _at_block(self, route):
        return self.url and reverse(route, args=[self.state.page.pk, self.block_id])

    @property
    def question_url(self):
        return self._at_block("learning:own_question")

    @property
    def ask_url(self):
        return self._at_block("learning:ask_look")
