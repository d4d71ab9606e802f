"""``python -m udmoentning_xl``."""

from udmoentning_xl.cli import main

if __name__ == "__main__":
    main()
