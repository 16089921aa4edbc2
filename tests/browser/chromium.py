"""The browser of a worker, and another in its place when it no longer answers."""

import os
import signal

# What Playwright switches off itself, which a list of ours replaces, and the address bar's
# two popups: as pages of their own they cost more than the page that is looked at.
SWITCHED_OFF = [
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades",
    "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints",
    "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning",
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
]  # fmt: skip
FLAGS = [
    f"--disable-features={','.join(SWITCHED_OFF)}",
    "--headless",
    "--font-render-hinting=none",  # else the headless shell makes letters wider than a screen
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 15_000  # milliseconds; a busy machine is no reason to fail


class Chromium:
    """Started when a profile is wanted, and again when it is gone."""

    def __init__(self, playwright, path):
        self._playwright, self._path = playwright, path
        self._browser = None

    def new_context(self, **options):
        if not (self._browser and self._browser.is_connected()):
            self._start()
        context = self._browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        return context

    def _start(self):
        self._browser = self._playwright.chromium.launch(executable_path=self._path, args=FLAGS)
        session = self._browser.new_browser_cdp_session()
        processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
        [self._process] = [one["id"] for one in processes if one["type"] == "browser"]
        session.detach()

    def send(self, number):
        """A signal to all of its processes."""
        os.killpg(os.getpgid(self._process), number)

    def kill(self):
        """Whatever it is doing; its profiles and pages are closed then."""
        if self._browser and self._browser.is_connected():
            self.send(signal.SIGKILL)
            self._browser.close()

    def close(self):
        if self._browser:
            self._browser.close()


class Profile:
    """One for many pages, which keeps the scripts and styles it was given."""

    def __init__(self, chromium, **options):
        self._chromium, self._options = chromium, options
        self._context = None

    def new_page(self):
        if not (self._context and self._context.browser.is_connected()):
            self._context = self._chromium.new_context(**self._options)
        return self._context.new_page()

    def forget(self):
        self._context.clear_cookies()

    def close(self):
        if self._context:
            self._context.close()
