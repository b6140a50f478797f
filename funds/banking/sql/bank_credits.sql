-- Contributions that came in during a month by the bank's statements, by fund.
SELECT fund, sum(amount_fen) FROM banking_credits(%(region)s, %(first)s, %(after)s) GROUP BY fund
