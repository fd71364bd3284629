-- name: obligation_open
insert into obligations (id, site, clause, part, rulebook_version, act, subject_kind, subject_id, owing_post, owing_role,
                         owner, department, opened_by, opened_at, due_at, first_due_at, moved, state, breached, ended_at,
                         ended_by, reason, paused_at, blocks_closing, basis, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0, 'open', 0, null, null, '', null, $17, $18, 1)

-- name: obligation_find
select id, site, clause, part, rulebook_version, act, subject_kind, subject_id, owing_post, owing_role, owner, department,
       opened_by, opened_at, due_at, first_due_at, moved, state, breached, ended_at, ended_by, reason, paused_at,
       blocks_closing, basis, version
  from obligations where id = $1

-- name: obligations_of_subject
select id, site, clause, part, rulebook_version, act, subject_kind, subject_id, owing_post, owing_role, owner, department,
       opened_by, opened_at, due_at, first_due_at, moved, state, breached, ended_at, ended_by, reason, paused_at,
       blocks_closing, basis, version
  from obligations where subject_kind = $1 and subject_id = $2 order by due_at, id

-- name: obligations_open_of_subject
select id, site, clause, part, rulebook_version, act, subject_kind, subject_id, owing_post, owing_role, owner, department,
       opened_by, opened_at, due_at, first_due_at, moved, state, breached, ended_at, ended_by, reason, paused_at,
       blocks_closing, basis, version
  from obligations where subject_kind = $1 and subject_id = $2 and state = 'open' order by due_at, id

-- name: obligation_end
update obligations
   set state = $2, breached = $3, ended_at = $4, ended_by = $5, reason = $6, paused_at = null, version = version + 1
 where id = $1 and state = 'open' and version = $7

-- name: obligation_move
update obligations set due_at = $2, moved = moved + 1, reason = $3, breached = $4, version = version + 1
 where id = $1 and state = 'open' and version = $5

-- name: obligation_note_move
insert into obligation_moves (obligation, at, position, from_due, to_due, reason, actor) values ($1, $2, $3, $4, $5, $6, $7)

-- name: obligation_moves_of
select at, from_due, to_due, reason, actor from obligation_moves where obligation = $1 order by position

-- name: obligation_pause
update obligations set paused_at = $2, version = version + 1 where id = $1 and state = 'open' and version = $3

-- name: obligation_note_pause
insert into obligation_pauses (obligation, from_at, until_at, reason) values ($1, $2, null, $3)
on conflict (obligation, from_at) do update set until_at = null, reason = excluded.reason

-- name: obligation_resume
update obligations set paused_at = null, due_at = $2, version = version + 1 where id = $1 and state = 'open' and version = $3

-- name: obligation_end_pause
update obligation_pauses set until_at = $2 where obligation = $1 and until_at is null

-- name: obligation_pauses_of
select from_at, until_at, reason from obligation_pauses where obligation = $1 order by from_at

-- name: obligation_owner
update obligations set owner = $2, department = $3, version = version + 1 where id = $1 and state = 'open' and version = $4

-- name: obligation_breach
update obligations set breached = 1, version = version + 1 where id = $1 and state = 'open' and breached = 0
