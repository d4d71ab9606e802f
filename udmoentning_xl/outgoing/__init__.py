"""What leaves the house: one committee's part of the plan, the mail it goes with, the search for leaks, the sending.

How the workbook looks is the business of ``sheets``; which files are made, and when, of ``dispatch``.
"""
