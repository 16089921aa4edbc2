"""What becomes of a test that stands still, and of the browser it leaves behind."""

import signal

import pytest

from tests.limits import start_clock


def test_a_clock_runs_for_every_test():
    seconds, _again = signal.getitimer(signal.ITIMER_REAL)
    assert seconds > 100


@pytest.mark.parametrize("expression", ["new Promise(() => {})", "for (;;) {}"])
def test_a_page_that_never_answers_ends_the_test(chromium, request, expression):
    context = chromium.new_context()
    page = context.new_page()
    start_clock(request.node, 1)
    with pytest.raises(pytest.fail.Exception, match="Timeout"):
        page.evaluate(expression)
    context.close()


def test_a_browser_that_never_answers_is_replaced(chromium, request):
    page = chromium.new_context().new_page()
    chromium.send(signal.SIGSTOP)
    start_clock(request.node, 1)
    with pytest.raises(pytest.fail.Exception, match="Timeout"):
        page.evaluate("1 + 1")
    start_clock(request.node, 60)
    chromium.kill()
    assert page.is_closed()
    context = chromium.new_context()
    assert context.new_page().evaluate("1 + 1") == 2
    context.close()
