"""Sending requests as browsers do, and taking their time.

The driver's own processor time is never counted: only that of the server's workers.
"""

import gzip
import http.client
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from .counting import HEADER
from .server import LOG

WARM_UP = 192


class Unexpected(Exception):
    """The server answered something else than the page that was asked for."""


@dataclass
class Burst:
    """What some requests in a row took."""

    seconds: float = 0
    cpu_ms: float = 0
    times: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)

    @property
    def cpu_ms_each(self):
        return self.cpu_ms / len(self.times)


class Driver:
    def __init__(self, server):
        self.server = server

    def warm(self, page, sessions):
        """Let both workers meet every lesson: a connection for each request goes to either."""
        return self.burst(page, sessions, 8, WARM_UP, keep_open=False)

    def burst(self, page, sessions, clients, requests, keep_open=True):
        """So many requests by so many clients at once, the sessions in turn.

        A session belongs to one client, as a browser does to one person.
        """
        if page.at_most:
            requests = min(requests, page.at_most)
        page.before(sessions)
        shares = [sessions[number::clients] for number in range(clients)]
        each = -(-requests // clients)
        burst = Burst()
        ready = threading.Barrier(clients + 1)
        with ThreadPoolExecutor(clients) as threads:
            results = [
                threads.submit(self._client, page, s, each, ready, keep_open) for s in shares
            ]
            cpu = self.server.cpu_seconds()
            ready.wait()
            began = time.perf_counter()
            for result in results:
                times, queries = result.result()
                burst.times += times
                burst.queries += queries
            burst.seconds = time.perf_counter() - began
            burst.cpu_ms = (self.server.cpu_seconds() - cpu) * 1000
        return burst

    def _client(self, page, sessions, requests, ready, keep_open):
        connection = http.client.HTTPConnection(self.server.host, timeout=60)
        times, queries = [], []
        ready.wait()
        for number in range(requests):
            session = sessions[number % len(sessions)]
            call = page.call(session)
            session.requests += 1
            method = "GET" if call.body is None else "POST"
            headers = call.headers or session.headers
            began = time.perf_counter()
            connection.request(method, call.path, call.body, headers)
            response = connection.getresponse()
            body = response.read()
            times.append(time.perf_counter() - began)
            if response.getheader("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            self._check(page, call, response, body)
            if call.answered:
                call.answered(body)
            if counted := response.getheader(HEADER):
                queries.append(int(counted))
            if not keep_open:
                connection.close()
        connection.close()
        return times, queries

    def _check(self, page, call, response, body):
        if response.status != call.status:
            raise Unexpected(
                f"{page.title}: {call.path} answered {response.status}, not {call.status};"
                f" see {LOG}."
            )
        location = response.getheader("Location", "")
        found = body.decode(errors="replace") if call.where == "body" else location
        if call.words not in found:
            seen = f" It led to {location}." if location else ""
            raise Unexpected(f"{page.title}: {call.path} answered without “{call.words}”.{seen}")
        if page.most_kb and len(body) > page.most_kb * 1000:
            raise Unexpected(f"{page.title}: {call.path} has {len(body) / 1000:.0f} kB of HTML.")
