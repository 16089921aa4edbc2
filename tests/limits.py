"""No test stands still for good: each has its seconds, and some more to tidy up.

pytest-timeout stops a test by a signal, wherever it waits, and the run goes on. Its clock
stops where a test fails, so what is done after each test has a clock of its own; and so
has what is made once for many tests, such as the demonstration.
"""

import pytest
from pytest_timeout import Settings

MAKING, TIDYING = 600, 120
stood_still = pytest.StashKey[bool]()


def start_clock(item, seconds):
    item.ihook.pytest_timeout_cancel_timer(item=item)
    limit = Settings(seconds, "signal", func_only=False, disable_debugger_detection=False)
    item.ihook.pytest_timeout_set_timer(item=item, settings=limit)


def limit_of(item):
    mark = item.get_closest_marker("timeout")
    return mark.args[0] if mark else float(item.config.getini("timeout"))


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef, request):
    if fixturedef.scope == "function":
        return (yield)
    item = request._pyfuncitem
    start_clock(item, MAKING)
    made = yield
    start_clock(item, limit_of(item))
    return made


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item):
    start_clock(item, TIDYING)
    return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item, call):
    """Remember that the browser, or whatever it was, may not answer any more."""
    if call.excinfo and str(call.excinfo.value).startswith("Timeout (>"):
        item.session.stash[stood_still] = True
