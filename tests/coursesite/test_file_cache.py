"""The cache in files that limits rely on."""

import subprocess
import sys
import textwrap
import time

from django.core.cache.backends.filebased import FileBasedCache

from coursesite.file_cache import FileCache

RACE = textwrap.dedent(
    """
    import sys, time
    from django.conf import settings
    settings.configure()
    from {module} import {name} as Cache
    cache = Cache(sys.argv[1], {{}})
    start = float(sys.argv[2])
    while time.time() < start:
        pass
    print(sum(cache.add(f"key-{{n}}", 1) for n in range(300)))
    """
)


def won_by_four_processes(cache, folder):
    code = RACE.format(module=cache.__module__, name=cache.__name__)
    start = str(time.time() + 2)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(folder), start], stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    return sum(int(process.communicate(timeout=60)[0]) for process in running)


def test_each_key_is_added_by_exactly_one_process(tmp_path):
    assert won_by_four_processes(FileCache, tmp_path) == 300


def test_this_check_can_fail(tmp_path):
    """Django's own file cache tells several processes that each was the first."""
    assert won_by_four_processes(FileBasedCache, tmp_path) > 300


def test_a_key_is_free_again_after_its_time(tmp_path):
    cache = FileCache(str(tmp_path), {})
    assert cache.add("key", 1, timeout=0.01)
    time.sleep(0.05)
    assert cache.add("key", 2)
    assert not cache.add("key", 3)
    assert cache.get("key") == 2
