-- name: idempotency_find
select request_digest, status, version, answer
  from idempotency_keys
 where key_digest = $1

-- name: idempotency_keep
insert into idempotency_keys (key_digest, request_digest, status, version, answer, at)
values ($1, $2, $3, $4, $5, $6)

-- name: idempotency_prune
delete from idempotency_keys
 where at < $1
