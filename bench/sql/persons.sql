-- People of working age. Identifiers are left out: no measured statement reads them, and each costs an encryption.
-- in     seats (bench_seat), region
INSERT INTO registry_person
       (id, number, name, name_folded, pinyin, initials, sex, birth_on, retirement_group, residence_id, registered_at)
SELECT person_id, 'P' || lpad(person_id::text, 10, '0'), name, name, 'wangxiaoming', 'wxm',
       CASE WHEN is_female THEN 'female' ELSE 'male' END, '1970-01-01'::date + (hashint8extended(person_id, 6) & 8191)::int,
       CASE WHEN is_female THEN 'F55' ELSE 'M60' END, %(region)s, from_month
  FROM (SELECT person_id, from_month, (hashint8extended(person_id, 7) & 1) = 0 AS is_female,
               substr('王李张刘陈杨赵黄周吴徐孙胡朱高林', 1 + (hashint8extended(person_id, 8) & 15)::int, 1)
                   || substr('伟芳娜敏静丽强磊军洋勇艳杰娟涛明', 1 + (hashint8extended(person_id, 9) & 15)::int, 1) AS name
          FROM bench_seat) AS named
 ORDER BY person_id;
