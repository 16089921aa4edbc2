"""gunicorn as script/server starts it, and the processor time that its workers use."""

import ctypes
import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

WORKERS, THREADS = 2, 4
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60  # seconds
LOG = Path("var/log/bench-server.log")


class Server:
    """The site on a port of the loopback, for as long as the ``with`` lasts."""

    def __init__(self, port, **environment):
        self.port = port
        self.environment = os.environ | {"DEBUG": "0", "PORT": str(port)} | environment

    @property
    def host(self):
        return f"127.0.0.1:{self.port}"

    def __enter__(self):
        flags = (
            f"--bind {self.host} --workers {WORKERS} --threads {THREADS} --timeout 60"
            " --graceful-timeout 10 --log-level warning --no-control-socket"
        )
        with LOG.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "coursesite.wsgi", *flags.split()],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=_end_with_the_bench,
            )
        try:
            self._wait()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_error):
        self._stop()

    def _stop(self):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _wait(self):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                connection = http.client.HTTPConnection(self.host, timeout=20)
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200 and len(self.workers()) == WORKERS:
                    return
            except OSError:
                time.sleep(0.1)
        sys.exit(f"The web server did not start on port {self.port}; see {LOG}.")

    def workers(self):
        """The process ids of the workers; the parent only watches over them."""
        pid = self.process.pid
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()

    def cpu_seconds(self):
        """User and system time of the workers since they started (proc(5), fields 14 and 15)."""
        used = 0
        for pid in self.workers():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            used += int(fields[11]) + int(fields[12])
        return used / TICKS


def _end_with_the_bench():
    """Should the bench be killed outright, the kernel tells the server to stop (prctl(2))."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
