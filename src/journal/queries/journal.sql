-- A returning clause would make SQLite write out the search index before each entry: a savepoint for one statement.
-- name: journal_take_head (sqlite)
select site, seq, hash from journal_heads where site = $1

-- name: journal_take_head (postgresql)
select site, seq, hash from journal_heads where site = $1 for update

-- name: journal_start_head
insert into journal_heads (site, seq, hash, last_id) values ($1, 0, '', 0)

-- name: journal_set_head
update journal_heads set seq = $2, hash = $3, last_id = $4 where site = $1

-- name: journal_append
insert into journal (site, seq, id, at, written_at, actor, event, subject_kind, subject_id, facts, personal, salt,
                     personal_digest, rulebook_version, hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)

-- name: journal_history
select site, seq, id, at, written_at, actor, event, subject_kind, subject_id, facts, personal, salt, personal_digest,
       rulebook_version, hash
  from journal where subject_kind = $1 and subject_id = $2 order by site, seq

-- name: journal_page
select site, seq, id, at, written_at, actor, event, subject_kind, subject_id, facts, personal, salt, personal_digest,
       rulebook_version, hash
  from journal where site = $1 and seq > $2 order by seq limit $3

-- name: journal_count_of
select count(*) from journal where subject_kind = $1 and subject_id = $2 and event = $3

-- name: journal_erase_personal
update journal set personal = null, salt = null
 where subject_kind = $1 and subject_id = $2 and personal is not null

-- name: journal_heads_all
select site, seq, hash from journal_heads order by site

-- name: journal_sites_all
select distinct site from journal order by site

-- name: journal_last_id
select coalesce(max(last_id), 0) from journal_heads

-- name: journal_take_turn (postgresql)
select seq from journal_heads where site = $1 for update
