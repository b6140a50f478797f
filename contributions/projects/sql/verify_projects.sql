-- Names projects that no two people registered, whose bill is not their premium, bills of projects without one, terms that no
-- two people decided, and terms that do not follow each other; changed costs that no two people decided, or that are not billed as they
-- are; and projects that are insured elsewhere than they are built.
-- law    SPI 3; 人社部发〔2014〕103号; REG 37
-- out    one text per offender
WITH course AS (
    SELECT term.*, project.number, project.employer_id, project.starts_on,
           lag(term.kind) OVER follows AS kind_before, lag(term.last_on) OVER follows AS last_before
      FROM projects_term AS term JOIN projects_project AS project ON project.id = term.project_id
    WINDOW follows AS (PARTITION BY term.project_id ORDER BY term.id)
)
SELECT format('project %s: no two people registered it', project.number)
  FROM projects_project AS project
 WHERE NOT projects_is_decided(project.case_id, 'project_registration', project.employer_id, project.registered_at)
UNION ALL
SELECT format('project %s: its bill is not its premium', project.number)
  FROM projects_project AS project
  LEFT JOIN assessment_bill AS bill
         ON bill.id = project.bill_id AND bill.kind = 'project' AND bill.fund = 'injury'
        AND (bill.employer_id, bill.region_id, bill.total_fen) = (project.employer_id, project.region_id, project.premium_fen)
 WHERE bill.id IS NULL
UNION ALL
SELECT format('project %s has no term', project.number)
  FROM projects_project AS project
 WHERE NOT EXISTS (SELECT 1 FROM projects_term WHERE project_id = project.id)
UNION ALL
SELECT format('bill %s is of no project', bill.id)
  FROM assessment_bill AS bill
 WHERE bill.kind = 'project' AND NOT EXISTS (SELECT 1 FROM projects_project WHERE bill_id = bill.id)
   AND NOT EXISTS (SELECT 1 FROM projects_costchange WHERE bill_id = bill.id)
UNION ALL
SELECT format('project %s: no two people decided its cost of %s fen', project.number, own.cost_fen)
  FROM projects_costchange AS own JOIN projects_project AS project ON project.id = own.project_id
 WHERE NOT projects_is_decided(own.case_id, 'project_cost_change', project.employer_id, own.decided_at)
UNION ALL
SELECT format('project %s: its cost of %s fen is none that changed in its time', project.number, own.cost_fen)
  FROM projects_costchange AS own JOIN projects_project AS project ON project.id = own.project_id
 WHERE NOT coalesce(projects_change_is_one(own.id), false)
UNION ALL
SELECT format('project %s is insured elsewhere than it is built', project.number)
  FROM projects_project AS project
  JOIN agency_region AS site ON site.code = project.site_id
  JOIN agency_region AS pool ON pool.code = project.region_id
 WHERE NOT starts_with(site.path, pool.path)
UNION ALL
SELECT format('project %s: its cost of %s fen is not billed as it is', project.number, own.cost_fen)
  FROM projects_costchange AS own JOIN projects_project AS project ON project.id = own.project_id
 WHERE NOT coalesce(projects_change_is_billed(own.id), false)
UNION ALL
SELECT format('project %s: no two people decided that it is %s', number, kind)
  FROM course
 WHERE NOT projects_is_decided(case_id, projects_matter_of(kind), employer_id, decided_at)
UNION ALL
SELECT format('project %s: it is not %s until %s as of %s', number, kind, last_on, filed_on)
  FROM course
 WHERE NOT coalesce(CASE kind
            WHEN 'planned' THEN kind_before IS NULL AND last_on >= starts_on
            WHEN 'extended' THEN kind_before <> 'ended' AND last_on > last_before AND filed_on <= last_before
            WHEN 'ended' THEN kind_before <> 'ended' AND last_on BETWEEN filed_on AND last_before
        END, false)
