DROP TRIGGER medical_sharing ON medical_accountsharing;
DROP FUNCTION medical_sharing();
DROP TRIGGER medical_filing_ended ON medical_filingended;
DROP FUNCTION medical_filing_ended();
DROP TRIGGER medical_filing ON medical_awayfiling;
DROP FUNCTION medical_filing();
DROP FUNCTION medical_filings_cross(bigint);
