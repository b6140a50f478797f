"""What moving a relation needs from rooms above: which pensions are in payment."""

from collections.abc import Collection

from siadmin.kernel.followers import Tellers

# The records of one person: the insurances that pay them an old-age pension.
pensions_drawn: Tellers[[Collection[int]], str] = Tellers("pensions_drawn")
