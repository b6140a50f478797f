"""What rooms above claims do once a benefit is granted: payments begin with it.

decided.register(f)      # f(decision) -> None, in the transaction of the last signature
"""

from benefits.claims.models import Decision
from siadmin.kernel.followers import Followers

granted = Followers[[Decision]]("granted")
