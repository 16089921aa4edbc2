"""A lesson without a mouse: Tab, arrows, Space and Enter, and nothing else."""

from playwright.sync_api import expect

from learning.models import Reflection

from .steps import RIGHT, WRONG, feedback, heading, reflection_state, to_do

LABEL = """() => {
  const one = document.activeElement;
  const text = one.labels?.length ? one.labels[0].textContent : one.textContent;
  return text.trim().replace(/\\s+/g, " ");
}"""
PRESSES = 80  # more than there are stops on the way to anything in a short lesson


def tab_to(page, found, key="Tab"):
    """Press Tab until what has the focus passes ``found``, a test on the element in JavaScript."""
    for _press in range(PRESSES):
        page.keyboard.press(key)
        if page.evaluate(f"() => ({found})(document.activeElement)"):
            return
    raise AssertionError(f"Tab never reached {found}")


def choose(page, option):
    """Go through the radio buttons with the arrows to the option that reads so."""
    if not page.evaluate("() => document.activeElement.checked"):
        page.keyboard.press("Space")
    for _press in range(5):
        if page.evaluate(LABEL) == option:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows never reached {option}")


def test_a_lesson_can_be_done_by_keyboard(browse, live_server, learner, enrollment, lessons):
    page = browse(live_server, learner)
    page.goto(lessons[0].get_url())
    page.keyboard.press("Tab")
    assert page.evaluate(LABEL) == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"

    tab_to(page, "one => one.name === 'option'")
    choose(page, WRONG)
    tab_to(page, "one => one.textContent.trim() === 'Check answer'")
    page.keyboard.press("Enter")
    expect(feedback(page)).to_contain_text("Not the best answer")
    expect(feedback(page)).to_be_focused()

    tab_to(page, "one => one.name === 'option'", "Shift+Tab")
    choose(page, RIGHT)
    page.keyboard.press("Enter")
    expect(feedback(page)).to_contain_text("Correct")
    expect(feedback(page)).to_be_focused()

    tab_to(page, "one => one.name === 'text' && one.closest('.reflection')")
    page.keyboard.type("Written without a mouse.")
    tab_to(page, "one => one.name === 'visibility'")
    page.keyboard.press("ArrowDown")
    tab_to(page, "one => one.textContent.trim() === 'Save reflection'")
    page.keyboard.press("Enter")
    expect(reflection_state(page)).to_contain_text("Saved at")
    saved = Reflection.objects.get()
    assert saved.submitted.text == "Written without a mouse."
    assert saved.visibility != Reflection.Visibility.PRIVATE

    expect(to_do(page)).to_have_count(0)
    tab_to(page, "one => one.textContent.trim() === 'Mark complete and continue'")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(lessons[1].title)
