-- Paid leave and recurrences of injuries are as their cases recorded them, in order.
-- law    WIR 33, 38; REG 37
-- out    one text per offender
SELECT format('leave of injury %s: %s', hurt.number, injury_leave_wrong(own.id))
  FROM injury_paidleave AS own
  JOIN injury_injury AS hurt ON hurt.id = own.injury_id
 WHERE injury_leave_wrong(own.id) IS NOT NULL
 UNION ALL
SELECT format('recurrence %s: recorded by no two people', again.number)
  FROM injury_recurrence AS again
 WHERE NOT injury_of_its_case(again.case_id, ARRAY['injury_recurrence'], again.injury_id, 2)
