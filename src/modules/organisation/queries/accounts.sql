-- name: account_find
select a.staff, a.password_hash, a.must_change, s.active, a.valid_until
  from accounts a join staff s on s.id = a.staff where a.folded = $1

-- name: account_of
select a.staff, a.password_hash, a.must_change, s.active, a.valid_until
  from accounts a join staff s on s.id = a.staff where a.staff = $1

-- name: account_login
select login from accounts where staff = $1

-- name: account_insert
insert into accounts (staff, login, folded, password_hash, must_change, valid_until, changed_at)
values ($1, $2, $3, $4, $5, $6, $7)

-- name: account_set_password
update accounts set password_hash = $2, must_change = $3, valid_until = $4, changed_at = $5 where staff = $1

-- name: account_set_login
update accounts set login = $2, folded = $3 where staff = $1

-- name: account_count
select count(*) from accounts

-- name: session_start
insert into sessions (token_digest, staff, started_at, last_seen_at) values ($1, $2, $3, $3)

-- name: session_find
select staff, started_at, last_seen_at from sessions where token_digest = $1

-- name: session_touch
update sessions set last_seen_at = $2 where token_digest = $1 and last_seen_at < $2

-- name: session_end
delete from sessions where token_digest = $1

-- name: sessions_prune
delete from sessions where started_at < $1 or last_seen_at < $2

-- name: sessions_end_of
delete from sessions where staff = $1
