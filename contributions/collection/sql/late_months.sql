-- Months of which a range of employers paid something late, or was charged for.
-- in     region, first and last employer
SELECT DISTINCT month FROM collection_late_places(%(region)s, %(first)s, %(last)s) ORDER BY month
