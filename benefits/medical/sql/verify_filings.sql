-- Filings of care elsewhere, their ends, shared accounts and their ends are by cases of their matters that are done; of one person no
-- two filings hold on the same day.
-- law    REG 23; 国办发〔2021〕14号
-- out    one text per offender
SELECT format('%s of case %s: of no such case that is done', told.what, told.case_id)
  FROM (SELECT 'filing' AS what, case_id, 'away_filing' AS matter FROM medical_awayfiling
         UNION ALL
        SELECT 'end of a filing', case_id, 'away_filing_end' FROM medical_filingended
         UNION ALL
        SELECT 'shared account', case_id, 'account_sharing' FROM medical_accountsharing
         UNION ALL
        SELECT 'end of a sharing', case_id, 'account_sharing_end' FROM medical_sharingended) AS told
  LEFT JOIN matters_case AS its ON its.id = told.case_id AND its.matter = told.matter AND its.state = 'done'
 WHERE its.id IS NULL
 UNION ALL
SELECT format('filing %s: holds on days another holds', id) FROM medical_awayfiling WHERE medical_filings_cross(id)
