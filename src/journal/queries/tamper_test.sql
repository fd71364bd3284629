-- name: tamper_fact
update journal set facts = '{"n":33}' where seq = 3

-- name: tamper_actor
update journal set actor = 99 where seq = 4

-- name: tamper_personal
update journal set personal = '{"text":"改过"}' where seq = 2

-- name: tamper_delete_middle
delete from journal where seq = 3

-- name: tamper_cut
delete from journal where seq >= 5

-- name: tamper_hash_of_4
select hash from journal where seq = 4

-- name: tamper_head
update journal_heads set seq = 4, hash = $1

-- name: tamper_park
update journal set seq = 1000 where seq = 2

-- name: tamper_swap_second
update journal set seq = 2 where seq = 3

-- name: tamper_swap_first
update journal set seq = 3 where seq = 1000

-- name: tamper_insert
insert into journal (site, seq, id, at, written_at, actor, event, subject_kind, subject_id, facts, personal, salt, personal_digest,
                     rulebook_version, hash)
select site, 7, id + 1, at, written_at, actor, event, subject_kind, subject_id, facts, null, null, '', rulebook_version, hash
  from journal where seq = 6
