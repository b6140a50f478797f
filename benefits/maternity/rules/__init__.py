"""The law of maternity: pure functions of facts and law."""
