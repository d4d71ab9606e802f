"""Fixtures that several tests of sending share."""

import pytest
from mail_server import make_certificates


@pytest.fixture(scope="session")
def certificates(tmp_path_factory):
    """The certificate of a mail server, and its key."""
    return make_certificates(tmp_path_factory.mktemp("certifikater"))
