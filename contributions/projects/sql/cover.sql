-- From which day a project is insured: from the day work begins if all of its bill was received by then, else from the day the
-- last money for it came; none while it is not paid. Until when: the last day of its newest term. Whether it covers a day.
-- law    SPI 3; 人社部发〔2014〕103号 (paid before work begins, for all who work on the site, for the project's time)
CREATE FUNCTION projects_insured_from(_project bigint) RETURNS date LANGUAGE sql STABLE AS $$
    WITH put AS (
        SELECT receipt.received_on, sum(allocation.amount_fen) AS amount_fen
          FROM projects_project AS project
          JOIN collection_allocation AS allocation ON allocation.bill_id = project.bill_id
          JOIN collection_receipt AS receipt ON receipt.id = allocation.receipt_id
         WHERE project.id = _project
         GROUP BY receipt.received_on
    ), added AS (
        SELECT received_on, sum(amount_fen) OVER (ORDER BY received_on) AS upto_fen, sum(amount_fen) OVER () AS whole_fen FROM put
    )
    SELECT greatest(project.starts_on, min(added.received_on))
      FROM projects_project AS project
      JOIN added ON added.upto_fen >= project.premium_fen AND added.whole_fen >= project.premium_fen
     WHERE project.id = _project
     GROUP BY project.starts_on
$$;

CREATE FUNCTION projects_last_on(_project bigint) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT last_on FROM projects_term WHERE project_id = _project ORDER BY id DESC LIMIT 1
$$;

CREATE FUNCTION projects_covers(_project bigint, _on date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(_on BETWEEN projects_insured_from(_project) AND projects_last_on(_project), false)
$$;
