DROP VIEW payments_left;
