DROP TRIGGER ledger_drawn_by_plan ON ledger_posting;
DROP FUNCTION ledger_drawn_by_plan();
DROP TRIGGER ledger_funding_plan_course ON ledger_fundingplan;
DROP FUNCTION ledger_funding_plan_course();
DROP FUNCTION ledger_draws(bigint, date, bigint);
