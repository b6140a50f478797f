-- Months for which the unemployment fund has medical contributions to pay: the benefit of the month has left and did not come back, it
-- was not ended from before, nobody paid the month for the person yet, and no employer or self-payer is insured for it.
-- What is kept of it says of each month that a run paid the benefit for it.
-- law    SIL 48; REG 24(2)
-- speed  begins with the payments of a run; lines are looked up by person
CREATE VIEW unemployment_medical_due AS
SELECT DISTINCT its.id AS payment_run_id, its.region_id, line.person_id, line.month
  FROM payments_paymentrun AS its
 CROSS JOIN LATERAL payments_left_of(its.id) AS paid_to
  JOIN payments_line AS line ON line.person_id = paid_to.person_id AND line.paid_in = its.id
  JOIN payments_component AS part ON part.id = line.component_id AND part.component = 'unemployment_benefit' AND part.rhythm = 'monthly'
 WHERE its.fund = 'unemployment' AND its.state = 'approved'
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
-- speed  what a bank answered is looked up by the payments to the person in the run, never by reading all answers
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
 WHERE EXISTS (
       SELECT 1
         FROM unemployment_medicalpayment AS payment
         JOIN payments_paymentrun AS its ON its.id = payment.payment_run_id
        CROSS JOIN LATERAL (
              SELECT own.month, own.batch_id, own.row FROM payments_payment AS own
               WHERE own.person_id = paid.person_id AND own.month = its.month
              OFFSET 0) AS gone
         JOIN payments_batch AS batch ON batch.id = gone.batch_id AND batch.payment_run_id = its.id
        CROSS JOIN LATERAL (
              SELECT told.answer FROM payments_answer AS told
               WHERE told.month = gone.month AND told.batch_id = gone.batch_id AND told.row = gone.row
              OFFSET 0) AS result
        WHERE payment.id = paid.payment_id AND result.answer <> 'paid'
       OFFSET 0)
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
