-- Names history files that do not keep every row or whose booked months and balances are not what was reviewed, months and
-- openings that no row of a booked or approved file tells, and months of somebody nobody knows.
WITH kept AS (
    SELECT file_id, count(*) AS rows FROM history_historyrow GROUP BY file_id
), months AS (
    SELECT file_id, count(*) FILTER (WHERE kind = 'actual') AS months, coalesce(sum(base_fen), 0) AS base_fen,
           count(*) FILTER (WHERE kind = 'deemed') AS deemed_months
      FROM history_historymonth GROUP BY file_id
), balances AS (
    SELECT row.file_id, sum(opening.amount_fen) AS balance_fen
      FROM accounts_opening AS opening JOIN history_historyrow AS row ON row.id = opening.told_by GROUP BY row.file_id
)
SELECT format('history file %s told %s rows, %s are kept', file.id, file.rows_count, coalesce(kept.rows, 0))
  FROM history_historyfile AS file LEFT JOIN kept ON kept.file_id = file.id
 WHERE coalesce(kept.rows, 0) <> file.rows_count
UNION ALL
SELECT format('history file %s is %s: %s months, %s deemed, %s fen of bases and %s of balances are booked', file.id, file.state,
              coalesce(months.months, 0), coalesce(months.deemed_months, 0), coalesce(months.base_fen, 0),
              coalesce(balances.balance_fen, 0))
  FROM history_historyfile AS file
  LEFT JOIN months ON months.file_id = file.id LEFT JOIN balances ON balances.file_id = file.id
 WHERE file.state <> 'approved'
   AND (coalesce(months.months, 0), coalesce(months.base_fen, 0), coalesce(months.deemed_months, 0),
        coalesce(balances.balance_fen, 0))
    <> CASE file.state WHEN 'booked'
            THEN (file.found_months::bigint, file.found_base_fen::numeric, file.found_deemed_months::bigint,
                  file.found_balance_fen::numeric)
            ELSE (0::bigint, 0::numeric, 0::bigint, 0::numeric) END
UNION ALL
SELECT format('month %s of person %s, %s: no row of its file tells of it', month.month, month.person_id, month.insurance)
  FROM history_historymonth AS month
  LEFT JOIN history_historyrow AS row
         ON row.id = month.row_id AND row.file_id = month.file_id AND row.person_id = month.person_id
        AND row.insurance = month.insurance AND row.base_fen IS NOT DISTINCT FROM month.base_fen
        AND month.month >= row.from_month AND month.month < row.before_month
 WHERE row.id IS NULL
UNION ALL
SELECT format('opening of person %s, %s from %s: no row tells of it', opening.person_id, opening.account, opening.place_id)
  FROM accounts_opening AS opening
  LEFT JOIN history_historyrow AS row
         ON row.id = opening.told_by AND row.person_id = opening.person_id AND row.insurance = opening.account
        AND row.amount_fen = opening.amount_fen AND row.as_of = opening.as_of
 WHERE row.id IS NULL
