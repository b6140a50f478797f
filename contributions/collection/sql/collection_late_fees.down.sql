DROP FUNCTION collection_late_fees(text, bigint, bigint, date[], int[], boolean[]);
