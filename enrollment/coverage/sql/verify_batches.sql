-- Names batches that lack rows, rows taken without the person they name, and sightings no batch of their register told.
SELECT format('batch %s has %s of %s rows', batch.number, count(line.id), batch.rows_count)
  FROM coverage_batch AS batch LEFT JOIN coverage_row AS line ON line.batch_id = batch.id
 GROUP BY batch.id HAVING count(line.id) <> batch.rows_count
UNION ALL
SELECT format('row %s of batch %s is taken and names nobody', line.line, batch.number)
  FROM coverage_row AS line JOIN coverage_batch AS batch ON batch.id = line.batch_id
 WHERE line.state <> 'refused' AND line.known_id IS NULL AND batch.kind <> 'market'
UNION ALL
SELECT format('sighting %s is not of its batch', sighting.id)
  FROM coverage_sighting AS sighting JOIN coverage_batch AS batch ON batch.id = sighting.batch_id
 WHERE batch.kind <> sighting.kind
