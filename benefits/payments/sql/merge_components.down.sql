-- Only a database without benefits goes back: components are not taken apart again.
SELECT 1;
