"""Two ways to use a page: by mouse, and by keyboard alone. Both count what they do.

An action is one thing pressed or one field filled in. Going there, by Tab or by moving the
mouse, is none.
"""

STOPS = 400  # more than a page of the CMS has


class Mouse:
    def __init__(self, page):
        self.page = page
        self.actions = self.required = 0

    def press(self, target):
        """A button or a link."""
        self.actions += 1
        self._press(target)

    def fill(self, field, text, *, required=True):
        """Put this text in place of what the field holds."""
        self.actions += 1
        self.required += required
        self._go(field)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def choose(self, radio):
        self.actions += 1
        self._choose(radio)

    def _press(self, target):
        target.click()

    def _go(self, field):
        field.click()

    def _choose(self, radio):
        radio.click()


class Keyboard(Mouse):
    def _press(self, target):
        self._go(target)
        self.page.keyboard.press("Enter")

    def _go(self, target):
        """Tab until the target has the focus."""
        self._tab_until(target, "(one) => one === document.activeElement")

    def _choose(self, radio):
        """Tab into the group, then go by arrow to the one that is meant."""
        self._tab_until(radio, "(one) => one.name === document.activeElement.name")
        self.page.keyboard.press("Space")
        for _press in range(6):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("the arrows never reached the choice")

    def _tab_until(self, target, arrived):
        element = target.element_handle()
        for _stop in range(STOPS):
            if element.evaluate(arrived):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reached {target}")
