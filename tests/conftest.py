"""What all tests share."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update`` rewrites the expected findings beside the samples."""
    parser.addoption("--update", action="store_true", help="rewrite the expected findings beside the samples")
