-- Months (of residents: years, by their first month) people paid themselves for which government was not asked yet.
-- law    SIL 20, 25; R8 4; 就业补贴办法 of the places
-- in     kind, pooling region, last month, range of people
-- out    person, month, fen paid, whether a bill is provisional; of residents tier and category; of the hard to place the first
--        month anything was or is claimed for them, the month they were born in and their group of retirement
-- note   a resident's year counts once nothing of it is open or lapsed: one that was taken back and chosen anew has settled
--        bills that cancel each other. A month of the hard to place counts once nothing of it may still be paid.
-- again  reads only
-- once   a month that was claimed under another record of the person is claimed. What was left out of a claim, because it was
--        under another record that it is of no more, was not claimed (`doubled.sql`)
CREATE FUNCTION selfpay_unclaimed(_kind text, _region text, _until date, _first bigint, _last bigint)
RETURNS TABLE (person_id bigint, month date, paid_fen bigint, is_provisional boolean, base_fen bigint, category text,
               first_month date, born_in date, retirement_group text)
LANGUAGE sql STABLE AS $$
    SELECT paid.person_id, paid.month, paid.paid_fen, paid.is_provisional, terms.base_fen, terms.category::text,
           paid.month, paid.month, ''
      FROM (SELECT bill.person_id, bill.month, sum(bill.total_fen)::bigint AS paid_fen,
                   bool_or(bill.is_provisional) AS is_provisional
              FROM assessment_bill AS bill
             WHERE _kind <> 'hard_to_place' AND bill.fund = _kind AND bill.region_id = _region AND bill.month <= _until
               AND bill.person_id BETWEEN _first AND _last
             GROUP BY bill.person_id, bill.month
            HAVING bool_and(bill.settled_on IS NOT NULL)) AS paid
      JOIN participation_ownterms AS terms
        ON terms.person_id = paid.person_id AND terms.kind = _kind AND terms.region_id = _region
       AND terms.from_month = paid.month AND terms.before_month > terms.from_month
      LEFT JOIN selfpay_subsidyitem AS item
        ON item.person_id = paid.person_id AND item.kind = _kind AND item.month = paid.month
       AND item.person_id BETWEEN _first AND _last AND item.id NOT IN (SELECT item_id FROM selfpay_subsidydouble)
     WHERE item.id IS NULL
       AND NOT EXISTS (SELECT 1 FROM registry_onepeople AS own
                         JOIN registry_onepeople AS other ON other.head_id = own.head_id AND other.person_id <> own.person_id
                         JOIN selfpay_subsidyitem AS theirs ON theirs.person_id = other.person_id
                        WHERE own.person_id = paid.person_id AND theirs.kind = _kind AND theirs.month = paid.month
                          AND theirs.id NOT IN (SELECT item_id FROM selfpay_subsidydouble))
    UNION ALL
    SELECT paid.person_id, paid.month, paid.paid_fen, paid.is_provisional, 0, '',
           least(begun.month, elsewhere.month, min(paid.month) OVER (PARTITION BY paid.person_id)),
           date_trunc('month', person.birth_on)::date, person.retirement_group::text
      FROM (SELECT bill.person_id, bill.month, bool_or(bill.is_provisional) AS is_provisional,
                   coalesce(sum(bill.total_fen) FILTER (WHERE bill.settled_on IS NOT NULL AND bill.region_id = _region), 0)::bigint
                       AS paid_fen
              FROM participation_ownterms AS terms
              JOIN assessment_bill AS bill
                ON bill.person_id = terms.person_id AND bill.person_id BETWEEN _first AND _last
               AND bill.month >= terms.from_month AND (terms.before_month IS NULL OR bill.month < terms.before_month)
             WHERE _kind = 'hard_to_place' AND terms.kind = 'flexible' AND terms.is_hard_to_place
               AND terms.region_id = _region AND terms.person_id BETWEEN _first AND _last
               AND bill.month <= _until AND bill.fund NOT IN ('pension_resident', 'medical_resident')
             GROUP BY bill.person_id, bill.month
            HAVING NOT bool_or(bill.settled_on IS NULL AND bill.lapsed_on IS NULL)) AS paid
      JOIN registry_person AS person ON person.id = paid.person_id
      LEFT JOIN selfpay_subsidyitem AS item
        ON item.person_id = paid.person_id AND item.kind = _kind AND item.month = paid.month
       AND item.person_id BETWEEN _first AND _last AND item.id NOT IN (SELECT item_id FROM selfpay_subsidydouble)
      LEFT JOIN (SELECT before.person_id, min(before.month) AS month FROM selfpay_subsidyitem AS before
                  WHERE before.kind = _kind AND before.person_id BETWEEN _first AND _last
                  GROUP BY before.person_id) AS begun
        ON begun.person_id = paid.person_id
      LEFT JOIN (SELECT own.person_id, min(before.month) AS month
                   FROM registry_onepeople AS own
                   JOIN registry_onepeople AS other ON other.head_id = own.head_id AND other.person_id <> own.person_id
                   JOIN selfpay_subsidyitem AS before ON before.person_id = other.person_id AND before.kind = _kind
                  WHERE own.person_id BETWEEN _first AND _last
                  GROUP BY own.person_id) AS elsewhere
        ON elsewhere.person_id = paid.person_id
     WHERE item.id IS NULL AND paid.paid_fen > 0
       AND NOT EXISTS (SELECT 1 FROM registry_onepeople AS own
                         JOIN registry_onepeople AS other ON other.head_id = own.head_id AND other.person_id <> own.person_id
                         JOIN selfpay_subsidyitem AS theirs ON theirs.person_id = other.person_id
                        WHERE own.person_id = paid.person_id AND theirs.kind = _kind AND theirs.month = paid.month
                          AND theirs.id NOT IN (SELECT item_id FROM selfpay_subsidydouble))
$$;
-- What government owes of it by the law, which the caller asked the rules for: of each month, tier, category and sum paid an
-- amount, and of each first month, birth and group the month before which the hard to place are subsidised.
-- in     as above, and the law as {"amounts": [...], "ends": [...]}
CREATE FUNCTION selfpay_owed(_kind text, _region text, _until date, _first bigint, _last bigint, _law jsonb)
RETURNS TABLE (person_id bigint, month date, paid_fen bigint, amount_fen bigint, is_provisional boolean)
LANGUAGE sql STABLE AS $$
    SELECT waiting.person_id, waiting.month, waiting.paid_fen, law.amount_fen, waiting.is_provisional OR law.is_provisional
      FROM selfpay_unclaimed(_kind, _region, _until, _first, _last) AS waiting
      JOIN jsonb_to_recordset(_law -> 'amounts')
           AS law (month date, base_fen bigint, category text, paid_fen bigint, amount_fen bigint, is_provisional boolean)
        ON law.month = waiting.month AND law.base_fen = waiting.base_fen AND law.category = waiting.category
       AND law.paid_fen = waiting.paid_fen
      LEFT JOIN jsonb_to_recordset(_law -> 'ends') AS ends (first_month date, born_in date, retirement_group text, before_month date)
        ON ends.first_month = waiting.first_month AND ends.born_in = waiting.born_in
       AND ends.retirement_group = waiting.retirement_group
     WHERE _kind <> 'hard_to_place' OR waiting.month < ends.before_month
$$;
