"""Words of maternity insurance, in both languages."""

from siadmin.kernel.language import Words
from siadmin.policy.names import name_value

name_value("maternity.miscarriage_boundary_weeks", Words("满四个月折算周数", "Four months, in weeks"))
name_value("maternity.between_births_days", Words("两次生育的最短间隔", "Shortest time between two births"))
name_value("maternity.award_paid_by_fund", Words("奖励假由基金支付", "The fund pays the awarded days"))
