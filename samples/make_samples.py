"""Writes the two large sample plans: the same bytes at each run.

    python samples/make_samples.py

The texts are in samples/kilde, the looks in samples/sample_makers. The expected findings (.fund.txt) are no output of
this script: one test compares them with the faults planted here, another with what the tool finds.
"""

from pathlib import Path

from sample_makers import clean, full


def main() -> None:
    """Both workbooks, beside this script."""
    here = Path(__file__).resolve().parent
    full.make(here)
    clean.make(here)


if __name__ == "__main__":
    main()
