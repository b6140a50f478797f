"""The law of work injury: pure functions of facts and law.

Source: 工伤保险条例 (2010), WIR below; its numbers are the articles of that text.
"""
