"""The law of medical insurance: pure functions of facts and law.

Source: SIL 23–30; 国办发〔2021〕14号; the rules of each pooling area, dated in the parameters.
"""
