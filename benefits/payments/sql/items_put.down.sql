SELECT 1; -- the column goes with its migration
