DROP TRIGGER pension_stays_for_good ON transfers_transfer;
DROP FUNCTION pension_stays_for_good();
