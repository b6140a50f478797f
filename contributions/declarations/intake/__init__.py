"""Intake: reads what pay offices really send and names every problem, row by row, with what to do.

Pure Python: no database, no Django, no clock. `check.check_file` is the door.
"""
