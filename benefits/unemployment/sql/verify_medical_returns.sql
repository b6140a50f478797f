-- Contributions that came back: of each return the months add up, as much left the medical fund of the place as came to its
-- unemployment fund, a case of two signed it, and each month was one whose benefit is ended.
-- law    SIL 48, 51, 64 (separate books); REG 37
-- out    one text per offender
SELECT format('medical return of case %s: %s fen told, %s in its months, %s left, %s came', own.case_id, own.total_fen,
              coalesce(inside.fen, 0), coalesce(gone.fen, 0), coalesce(came.fen, 0))
  FROM unemployment_medicalreturn AS own
  LEFT JOIN (SELECT back.by_id, count(*) AS months, sum(paid.employer_fen + paid.employee_fen + paid.maternity_fen) AS fen
               FROM unemployment_returnedmonth AS back JOIN unemployment_medicalmonth AS paid ON paid.id = back.month_id
              GROUP BY back.by_id) AS inside ON inside.by_id = own.id
  LEFT JOIN (SELECT posting.entry_id, book.region_id, sum(posting.amount_fen) AS fen
               FROM ledger_posting AS posting JOIN ledger_book AS book ON book.id = posting.book_id AND book.fund = 'medical_employee'
              WHERE posting.flow = 'medical_returned' AND posting.side = 'DEBIT'
              GROUP BY posting.entry_id, book.region_id) AS gone ON gone.entry_id = own.out_entry_id AND gone.region_id = own.region_id
  LEFT JOIN (SELECT posting.entry_id, book.region_id, sum(posting.amount_fen) AS fen
               FROM ledger_posting AS posting JOIN ledger_book AS book ON book.id = posting.book_id AND book.fund = 'unemployment'
              WHERE posting.flow = 'medical_came_back' AND posting.side = 'CREDIT'
              GROUP BY posting.entry_id, book.region_id) AS came ON came.entry_id = own.in_entry_id AND came.region_id = own.region_id
 WHERE (inside.months, inside.fen, gone.fen, came.fen) IS DISTINCT FROM (own.months, own.total_fen, own.total_fen, own.total_fen)
 UNION ALL
SELECT format('medical return of case %s: signed by no two people', own.case_id)
  FROM unemployment_medicalreturn AS own
 WHERE NOT unemployment_return_by_two(own)
 UNION ALL
SELECT format('medical month %s came back and its benefit stands', back.month_id)
  FROM unemployment_returnedmonth AS back
  LEFT JOIN unemployment_medical_undue AS undue ON undue.medical_month_id = back.month_id AND undue.ended_from IS NOT NULL
 WHERE undue.medical_month_id IS NULL
