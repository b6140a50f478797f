-- Every month of a benefit in payment, up to the last run of its fund that was approved, is paid by a line of a run that stands; or the
-- benefit was ended or suspended for it. What was granted, lifted or given up since that run was opened is due with the next one.
-- law    REG 18, 24 (paid in time), 25 (stopped only as decided)
-- out    one text per offender
-- note   what is newer than everything the run paid was put in payment after it was assembled
WITH last AS (
    SELECT DISTINCT ON (region_id, fund) id, region_id, fund, month, opened_at,
           (SELECT max(line.component_id) FROM payments_line AS line WHERE line.paid_in = its.id) AS newest
      FROM payments_paymentrun AS its WHERE state = 'approved' ORDER BY region_id, fund, month DESC
), due AS (
    SELECT entitled.person_id, part.entitlement_id, part.id AS component_id, each.month::date AS month, last.id AS last_run, last.opened_at
      FROM last
      JOIN payments_entitlement AS entitled ON entitled.region_id = last.region_id AND entitled.fund = last.fund
      JOIN claims_decision AS granted ON granted.id = entitled.decision_id AND granted.decided_at < last.opened_at
      JOIN payments_component AS part ON part.entitlement_id = entitled.id AND part.from_month <= last.month AND part.id <= last.newest
      LEFT JOIN payments_riseline AS line ON line.id = part.rise_line_id
      LEFT JOIN payments_rise AS rise ON rise.id = line.rise_id
      LEFT JOIN kernel_run AS put ON put.id = rise.put_run_id
     CROSS JOIN LATERAL generate_series(
           part.from_month,
           CASE WHEN part.rhythm = 'once' THEN part.from_month
                ELSE least(last.month, (part.before_month - interval '1 month')::date) END,
           interval '1 month') AS each (month)
     WHERE rise.id IS NULL OR put.finished_at < last.opened_at
)
SELECT format('component %s: nothing is paid for %s', due.component_id, due.month)
  FROM due
 WHERE NOT EXISTS (
       SELECT 1 FROM payments_line AS line
         JOIN payments_paymentrun AS its ON its.id = line.paid_in AND its.state <> 'cancelled'
         LEFT JOIN payments_givenup AS gone ON gone.run_id = line.paid_in AND gone.person_id = line.person_id
        WHERE line.person_id = due.person_id AND line.month = due.month AND line.component_id = due.component_id
          AND (gone.id IS NULL OR gone.run_id = due.last_run OR gone.given_up_at >= due.opened_at))
   AND NOT EXISTS (
       SELECT 1 FROM payments_ending AS ending
        WHERE ending.entitlement_id = due.entitlement_id AND ending.from_month <= due.month
          AND (ending.before_month IS NULL OR due.month < ending.before_month OR ending.lifted_at >= due.opened_at))
