-- Name the rows of a history file that clash: with nobody registered, with one another, with what is booked or charged.
-- law    REG 11 (records are true and complete); T66 (a month counts once); SIL 58
-- in     file, whether it is another agency's certificate, where its balances were kept, the pooling region of this portal
--        there, files approved and not booked yet and those of them from there, codes of problems that may have been cured since
-- out    how many rows have a problem now; readable rows that clash are marked, the cured ones are not
-- again  changes nothing: a row that clashes is marked already
-- speed  bookings and lines are asked for row by row, by person: the planner expects none in what has just been filled
-- who    a person with several records has the months and balances of them all
WITH several AS MATERIALIZED (
    SELECT own.person_id, array_agg(other.person_id) AS records
      FROM registry_onepeople AS own JOIN registry_onepeople AS other ON other.head_id = own.head_id
     GROUP BY own.person_id
), told AS (
    SELECT row.*, coalesce(several.records, ARRAY[row.person_id]) AS records,
           max(row.before_month) OVER earlier AS reached, count(*) OVER same AS place,
           bool_or(row.record = 'person' AND row.problem = '') OVER (PARTITION BY row.subject) AS is_described
      FROM history_historyrow AS row LEFT JOIN several ON several.person_id = row.person_id
     WHERE row.file_id = %(file)s AND (row.problem = '' OR row.problem = ANY(%(curable)s))
    WINDOW same AS (PARTITION BY row.subject, row.record, row.insurance ORDER BY row.number),
           earlier AS (PARTITION BY row.subject, row.insurance, row.from_month IS NULL ORDER BY row.from_month, row.number
                       ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
), judged AS (
    SELECT told.id, CASE
        WHEN told.problem = 'history_name_differs' THEN told.problem
        WHEN told.person_id IS NULL AND NOT told.is_described THEN 'history_person_unknown'
        WHEN told.reached > told.from_month OR told.record IN ('person', 'balance') AND told.place > 1 THEN 'history_repeated'
        WHEN told.record IN ('months', 'deemed') AND EXISTS (
             SELECT 1 FROM history_historymonth AS booked
              WHERE booked.person_id = ANY(told.records) AND booked.insurance = told.insurance
                AND booked.month >= told.from_month AND booked.month < told.before_month)
          OR told.record IN ('months', 'deemed') AND EXISTS (
             SELECT 1 FROM history_historyrow AS other
              WHERE other.file_id = ANY(%(approved)s)
                AND (other.number_hash = told.number_hash OR other.person_id = ANY(told.records))
                AND other.insurance = told.insurance
                AND other.from_month < told.before_month AND told.from_month < other.before_month)
          OR told.record = 'balance' AND EXISTS (
             SELECT 1 FROM accounts_opening AS opened
              WHERE opened.person_id = ANY(told.records) AND opened.account = told.insurance AND opened.place_id = %(place)s)
          OR told.record = 'balance' AND EXISTS (
             SELECT 1 FROM history_historyrow AS other
              WHERE other.file_id = ANY(%(approved_there)s)
                AND (other.number_hash = told.number_hash OR other.person_id = ANY(told.records))
                AND other.record = 'balance' AND other.insurance = told.insurance)
        THEN 'history_known'
        WHEN told.record = 'balance' AND EXISTS (
             SELECT 1 FROM accounts_credited AS kept
              WHERE kept.person_id = ANY(told.records) AND kept.account = told.insurance AND kept.region_id = %(kept_at)s)
        THEN 'history_account_moves'
        WHEN told.record IN ('months', 'deemed') AND EXISTS (
             SELECT 1 FROM assessment_line AS line
              WHERE line.person_id = ANY(told.records) AND line.insurance = told.insurance
                AND line.month >= told.from_month AND line.month < told.before_month)
          OR %(is_certificate)s AND told.record IN ('months', 'deemed') AND told.insurance <> 'injury' AND EXISTS (
             SELECT 1 FROM participation_insuredperiod AS insured
              WHERE insured.person_id = ANY(told.records) AND insured.insurance = told.insurance
                AND insured.before_month IS DISTINCT FROM insured.from_month
                AND insured.from_month < told.before_month
                AND (insured.before_month IS NULL OR insured.before_month > told.from_month))
        THEN 'history_charged_here'
        ELSE '' END AS problem
      FROM told
), marked AS (
    UPDATE history_historyrow AS row SET problem = judged.problem
      FROM judged WHERE row.id = judged.id AND row.problem <> judged.problem
)
SELECT (SELECT count(*) FROM judged WHERE problem <> '')
     + (SELECT count(*) FROM history_historyrow
         WHERE file_id = %(file)s AND problem <> '' AND NOT problem = ANY(%(curable)s))
