-- Employers with a work injury class each; class and factor as common as they are: most in few classes, most at 1.00.
-- law    GB 32100 (the last character of a credit code is a check: a code of digits without it reads as a person's number)
-- in     sizes of employers (bench_size), region, bank account
INSERT INTO registry_employer
       (id, number, credit_code, name, name_en, name_folded, initials, kind, authority, address, legal_representative,
        bank_name, bank_account, bank_account_hash, region_id, pooling_region_id, registered_on)
SELECT place, 'E' || lpad(place::text, 10, '0'), coded.body || substr(coded.alphabet, 1 + (31 - checked.total %% 31) %% 31, 1),
       '测试单位第' || place || '号有限公司', 'Measured Unit No. ' || place || ' Ltd', '测试单位第' || place || '号有限公司', 'csdwd',
       'enterprise', 'market_regulation', '北京市朝阳区测试路' || place || '号', '张三', '测试银行',
       %(bank_account)s, %(bank_account_hash)s, %(region)s, %(region)s, '2016-01-01'
  FROM bench_size,
       LATERAL (SELECT '91110105MA' || lpad(place::text, 7, '0'), '0123456789ABCDEFGHJKLMNPQRTUWXY') AS coded (body, alphabet),
       LATERAL (SELECT sum((strpos(coded.alphabet, substr(coded.body, at, 1)) - 1) * (power(3, at - 1)::bigint %% 31))::int
                  FROM generate_series(1, 17) AS at) AS checked (total)
 ORDER BY place;

INSERT INTO registry_injuryrate (employer_id, risk_class, factor, starts_on, decision)
SELECT place, (ARRAY[1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 6, 7, 8])[1 + (hashint8extended(place, 1) & 15)],
       (ARRAY[1.00, 1.00, 1.00, 1.00, 1.00, 0.80, 1.20, 1.50])[1 + (hashint8extended(place, 2) & 7)], '2016-01-01', ''
  FROM bench_size ORDER BY place;
