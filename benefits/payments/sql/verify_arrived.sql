-- What was told as returned and had arrived is put right by a case of two, booked, and is the only payment of its run to the person, or all
-- of it is demanded back; what comes back of it is booked by cases of two, and no more than that.
-- law    REG 40, 46, 37
-- out    one text per offender
SELECT format('payment %s: %s', its.row, payments_arrived_wrong(its))
  FROM payments_arrived AS its
 WHERE payments_arrived_wrong(its) IS NOT NULL
 UNION ALL
SELECT format('demand %s: %s', its.number, payments_arrived_repaid_wrong(repaid))
  FROM payments_arrivedrepaid AS repaid JOIN payments_arrived AS its ON its.id = repaid.arrived_id
 WHERE payments_arrived_repaid_wrong(repaid) IS NOT NULL
