"""A certificate that ends."""

import pytest

from ..renewals import ending


@pytest.fixture
def certificate(finished):
    """One that is valid for another month."""
    return ending(finished.certificates.get(), days=30)
