DROP VIEW payments_by_item;
DROP VIEW payments_demanded_by_item;
