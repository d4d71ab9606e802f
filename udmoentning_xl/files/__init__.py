"""What the operating system says and does, for every floor: its errors in Danish, locks, and folders to work in.

Standard library alone. What is written, and where, is the business of whoever uses it.
"""
