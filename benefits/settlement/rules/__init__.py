"""Direct settlement: what a program says of a bill, and what an insurance answers for it. Pure."""
