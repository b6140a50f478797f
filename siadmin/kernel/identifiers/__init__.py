"""National identifiers: their structure, check digits and how they are shown. Pure: no database, no clock.

A valid check digit says that a number was copied correctly, never that the person or unit exists.
"""
