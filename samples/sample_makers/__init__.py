"""The makers of the two large sample plans; the texts are in ``samples/kilde``."""
