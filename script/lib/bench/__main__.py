"""``python -m bench prepare`` fills a migrated database; ``python -m bench run`` measures."""

import argparse
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from statistics import median_high

import django

CLIENTS = (1, 8)
PORT = 8126


def main():
    arguments = _arguments()
    django.setup()
    if arguments.what == "prepare":
        from . import people, talk

        people.load()
        talk.load(people.readers())
    else:
        run(arguments)


def _arguments():
    parser = argparse.ArgumentParser(prog="script/bench")
    parser.add_argument("what", choices=["prepare", "run"])
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--database", default="")
    parser.add_argument("--quick", action="store_true")
    return parser.parse_intermixed_args()


def run(arguments):
    from . import big
    from .driving import Unexpected
    from .pages import PAGES, World
    from .report import heading, rule

    world = World(f"127.0.0.1:{PORT}")
    pages = [PAGES[name](world) for name in arguments.pages or PAGES]
    print(machine(arguments.database), flush=True)
    print(heading(), rule(), sep="\n", flush=True)
    try:
        if some := [page for page in pages if not page.is_big]:
            measure(world, some, arguments.quick)
        if some := [page for page in pages if page.is_big]:
            big.load()
            measure(world, some, arguments.quick)
    except Unexpected as error:
        sys.exit(str(error))


def measure(world, pages, quick):
    from .driving import Driver
    from .pages import Floor
    from .report import Line, row
    from .server import Server
    from .sessions import sessions_of

    rounds, requests = (3, 48) if quick else (7, 144)
    floor = Floor(world)
    everybody = {tuple(page.people) for page in (floor, *pages)}
    sessions = {emails: sessions_of(emails) for emails in everybody}
    readers = sessions[tuple(floor.people)]
    with Server(PORT, BENCH_COUNTS="1") as server:
        queries = _count(Driver(server), [floor, *pages], sessions)
    with Server(PORT) as server:
        driver = Driver(server)
        for clients in CLIENTS:
            base = Line(floor.title, clients, queries=queries[floor.title])
            driver.warm(floor, readers)
            lines = []
            for page in pages:
                people = sessions[tuple(page.people)]
                line = Line(page.title, clients, page.aim, page.most_ms, queries[page.title])
                driver.warm(page, people)
                for _round in range(rounds):
                    line.floors.append(driver.burst(floor, readers, clients, requests))
                    line.bursts.append(driver.burst(page, people, clients, requests))
                base.bursts += line.floors
                lines.append(line)
                print(row(line.cells()), flush=True)
            print(row(base.cells()), flush=True)


def _count(driver, pages, sessions):
    """{title: queries} of a warm request; the median, where lessons differ."""
    queries = {}
    for page in pages:
        people = sessions[tuple(page.people)]
        driver.warm(page, people)
        queries[page.title] = median_high(driver.burst(page, people, 1, 48).queries)
    return queries


def machine(database):
    model = next(
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    )
    return (
        f"{model}, {os.cpu_count()} cores; Python {platform.python_version()},"
        f" Django {django.__version__}, Wagtail {version('wagtail')},"
        f" gunicorn {version('gunicorn')}; {database}"
    )


if __name__ == "__main__":
    main()
