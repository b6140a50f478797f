"""A small invented agency: people, employers and eighteen months of their histories, built through the real actions.

`people`, `employers`, `histories` are pure and seeded: the same seed and months give the same world. `build` tells it
to the portal month by month. Nobody in it exists.
"""
