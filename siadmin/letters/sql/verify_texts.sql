-- Names texts that wait although they expired, or were tried as often as they may be, more than an hour ago.
SELECT format('text %s waits since %s after %s attempts', reference, queued_at, attempts)
  FROM letters_shorttext
 WHERE state = 'waiting' AND greatest(try_at, coalesce(expires_at, try_at)) < clock_timestamp() - INTERVAL '1 hour'
