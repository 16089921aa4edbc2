"""The demonstration's looks: told as the site itself would have let them happen."""

import pytest
import yaml

from learning.demo.looks import PATH

pytestmark = pytest.mark.without_database


def test_who_is_asked_had_offered_before():
    told = yaml.safe_load(PATH.read_text())
    offered = {row["person"]: row["on"][0] for row in told["offers"]}  # working days ago
    assert told["checks"]
    for row in told["checks"]:
        assert offered[row["asks"]] > row["asked"][0]
        assert row["asked"][0] >= row.get("given", row["asked"])[0]
