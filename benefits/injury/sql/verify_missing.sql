-- Who is missing, or came back, is so by two people, since an accident that the law names.
-- law    WIR 41; REG 37
-- out    one text per offender
SELECT format('injury %s: %s', hurt.number, injury_missing_wrong(gone.id))
  FROM injury_missing AS gone
  JOIN injury_injury AS hurt ON hurt.id = gone.injury_id
 WHERE injury_missing_wrong(gone.id) IS NOT NULL
 UNION ALL
SELECT format('injury %s: nobody was missing who came back', hurt.number)
  FROM injury_cameback AS back
  JOIN injury_missing AS gone ON gone.id = back.missing_id
  JOIN injury_injury AS hurt ON hurt.id = gone.injury_id
 WHERE back."on" < gone.since_on
