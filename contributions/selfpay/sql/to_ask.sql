-- Of what the rules are asked before a range of people is claimed for: each sum, and each life, once.
-- in     kind, region, last month, range of people
-- out    rows of ('amount', month, tier, category, fen paid) and of ('end', first month, month of birth, group)
WITH waiting AS MATERIALIZED (
    SELECT * FROM selfpay_unclaimed(%(kind)s, %(region)s, %(until)s, %(first)s, %(last)s)
)
SELECT DISTINCT 'amount', month, base_fen, category, paid_fen, NULL::date FROM waiting
UNION ALL
SELECT DISTINCT 'end', first_month, 0, retirement_group, 0, born_in FROM waiting WHERE retirement_group <> ''
