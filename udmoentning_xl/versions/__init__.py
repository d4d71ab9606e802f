"""A plan through time: which item is which between two versions, what has changed, and the log of it.

Pure functions over what a plan says; where versions lie and how they are shown is the business of higher floors.
"""
