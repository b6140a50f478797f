-- Names regions whose path is not their parent's and their own code: reach is asked of the path.
SELECT format('region %s: %s is not its path', region.code, region.path)
  FROM agency_region AS region LEFT JOIN agency_region AS parent ON parent.code = region.parent_id
 WHERE region.path <> coalesce(parent.path, '') || region.code || '/'
