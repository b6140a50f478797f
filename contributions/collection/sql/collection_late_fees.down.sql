DROP FUNCTION collection_late_fees(text, bigint, bigint, date [], int [], boolean []);
DROP FUNCTION collection_late_places(text, bigint, bigint);
DROP FUNCTION collection_owed(text, bigint, bigint);
