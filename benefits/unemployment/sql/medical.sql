-- Months for which the unemployment fund has medical contributions to pay: the benefit of the month has left and did not come back, it
-- was not ended from before, nobody paid the month for the person yet, and no employer or self-payer is insured for it.
-- What is kept of it says of each month that a run paid the benefit for it.
-- law    SIL 48; REG 24(2)
-- speed  begins with the payments of a run; lines are looked up by person
CREATE VIEW unemployment_medical_due AS
SELECT DISTINCT its.id AS payment_run_id, its.region_id, line.person_id, line.month
  FROM payments_paymentrun AS its
  JOIN payments_batch AS batch ON batch.payment_run_id = its.id
  JOIN payments_payment AS payment ON payment.month = its.month AND payment.batch_id = batch.id
  JOIN payments_infile AS sent ON sent.month = payment.month AND sent.batch_id = payment.batch_id AND sent.row = payment.row
  LEFT JOIN payments_result AS result
         ON result.month = payment.month AND result.batch_id = payment.batch_id AND result.row = payment.row
  JOIN payments_line AS line ON line.person_id = payment.person_id AND line.paid_in = its.id
  JOIN payments_component AS part ON part.id = line.component_id AND part.component = 'unemployment_benefit' AND part.rhythm = 'monthly'
 WHERE its.fund = 'unemployment' AND its.state = 'approved' AND (coalesce(result.answer, 'paid') = 'paid'
        OR (payment.month, payment.batch_id, payment.row) IN (SELECT month, batch_id, row_no FROM payments_arrived_after_all()))
   AND (payment.month, payment.batch_id, payment.row) NOT IN (SELECT month, batch_id, row_no FROM payments_returned_later())
   AND NOT EXISTS (
       SELECT 1 FROM payments_ending AS ending
        WHERE ending.entitlement_id = part.entitlement_id AND ending.from_month <= line.month
          AND (ending.before_month IS NULL OR line.month < ending.before_month))
   AND NOT EXISTS (
       SELECT 1 FROM unemployment_medicalmonth AS paid
        WHERE paid.month = line.month AND paid.person_id = ANY(array(
              SELECT line.person_id UNION ALL
              SELECT same.person_id FROM registry_onepeople AS own JOIN registry_onepeople AS same ON same.head_id = own.head_id
               WHERE own.person_id = line.person_id)))
   AND NOT EXISTS (
       SELECT 1 FROM participation_insuredperiod AS period
        WHERE period.insurance = 'medical_employee' AND period.from_month <= line.month
          AND (period.before_month IS NULL OR period.before_month > line.month)
          AND period.person_id = ANY(array(
              SELECT line.person_id UNION ALL
              SELECT same.person_id FROM registry_onepeople AS own JOIN registry_onepeople AS same ON same.head_id = own.head_id
               WHERE own.person_id = line.person_id)));

-- Months paid for of which the benefit was ended since, or did not arrive: the bank returned it and no run paid it again. Of the
-- latter nothing is ended from any month. They are to come back to the fund, or the benefit is to be paid again; neither is done here.
CREATE VIEW unemployment_medical_undue AS
SELECT paid.id AS medical_month_id, min(ending.from_month) AS ended_from
  FROM unemployment_medicalmonth AS paid
  JOIN unemployment_medicalpayment AS payment ON payment.id = paid.payment_id
  JOIN payments_line AS line ON line.person_id = paid.person_id AND line.month = paid.month AND line.paid_in = payment.payment_run_id
  JOIN payments_component AS part ON part.id = line.component_id AND part.component = 'unemployment_benefit'
  JOIN payments_ending AS ending
    ON ending.entitlement_id = part.entitlement_id AND ending.kind = 'ended' AND ending.from_month <= paid.month
 GROUP BY paid.id
 UNION ALL
SELECT paid.id, NULL
  FROM unemployment_medicalmonth AS paid
 WHERE (paid.payment_id, paid.person_id) IN (
       SELECT medical.id, gone.person_id
         FROM (SELECT month, batch_id, row FROM payments_result WHERE answer <> 'paid'
                UNION ALL
               SELECT month, batch_id, row_no FROM payments_returned_later()) AS result
         JOIN payments_payment AS gone
           ON gone.month = result.month AND gone.batch_id = result.batch_id AND gone.row = result.row
         JOIN payments_batch AS batch ON batch.id = gone.batch_id
         JOIN unemployment_medicalpayment AS medical ON medical.payment_run_id = batch.payment_run_id)
   AND NOT EXISTS (
       SELECT 1 FROM payments_line AS line
         JOIN payments_component AS part ON part.id = line.component_id AND part.component = 'unemployment_benefit'
         LEFT JOIN payments_ending AS ending
                ON ending.entitlement_id = part.entitlement_id AND ending.kind = 'ended' AND ending.from_month <= paid.month
        WHERE line.person_id = paid.person_id AND line.month = paid.month
          AND (ending.id IS NOT NULL OR payments_has_left(line.paid_in, line.person_id)));

CREATE FUNCTION unemployment_medical_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM fresh
          LEFT JOIN unemployment_medicalpayment AS payment ON payment.id = fresh.payment_id
         WHERE NOT EXISTS (
               SELECT 1 FROM payments_line AS line
                 JOIN payments_component AS part ON part.id = line.component_id AND part.component = 'unemployment_benefit'
                WHERE line.person_id = fresh.person_id AND line.month = fresh.month AND line.paid_in = payment.payment_run_id)) THEN
        RAISE EXCEPTION 'medical contributions of a month without a benefit'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'medical_month_of_a_benefit';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER unemployment_medical_month AFTER INSERT ON unemployment_medicalmonth
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION unemployment_medical_month();
