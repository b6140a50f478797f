-- Where a region lies.
-- in     region
-- out    path
SELECT path FROM agency_region WHERE code = %(region)s
