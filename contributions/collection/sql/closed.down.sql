DROP TRIGGER collection_closing_owes_nothing ON registry_employer;
DROP FUNCTION collection_refuse_closing();
