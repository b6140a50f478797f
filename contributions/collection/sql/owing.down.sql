DROP FUNCTION collection_owing(date, text[], text[], boolean);
