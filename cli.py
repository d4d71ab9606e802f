"""Run from a checkout: ``python cli.py plan.xlsx``."""

from udmoentning_xl.cli import main

if __name__ == "__main__":
    main()
