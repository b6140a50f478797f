DROP TRIGGER payments_merge_drawn_once ON registry_merge;
DROP FUNCTION payments_merge_drawn_once();
DROP FUNCTION payments_drawn_by_both(bigint[], bigint[]);
DROP FUNCTION payments_drawn_months(bigint);
