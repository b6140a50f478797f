DROP VIEW accounts_credited;
