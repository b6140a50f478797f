-- Who works where: people numbered in the order they were hired, which has nothing to do with their employer.
-- in     sizes of employers (bench_size)
-- out    bench_seat: person, employer, first month, a deviate from the standard normal distribution
CREATE TEMPORARY TABLE bench_seat AS
SELECT hired.person_id, hired.employer_id,
       ('2016-01-01'::date + make_interval(months => (hired.person_id * 128 / count(*) OVER ())::int))::date AS from_month,
       sqrt(-2 * ln(((hashint8extended(person_id, 3) & 1048575) + 1) / 1048577.0::float8))
           * cos(2 * pi() * (hashint8extended(person_id, 4) & 1048575) / 1048576.0::float8) AS deviate
  FROM (SELECT row_number() OVER (ORDER BY hashint8extended(bench_size.place * 1000003::bigint + seat, 5)) AS person_id,
               bench_size.place AS employer_id
          FROM bench_size CROSS JOIN generate_series(1, bench_size.people) AS seat) AS hired;
ANALYZE bench_seat;
