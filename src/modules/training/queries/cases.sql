-- name: case_candidate_keep
insert into case_candidates (complaint, site, closed_at, kind) values ($1, $2, $3, $4)
on conflict (complaint) do update set closed_at = excluded.closed_at, kind = excluded.kind

-- name: case_candidate_kind
update case_candidates set kind = $2 where complaint = $1

-- name: case_candidate_forget
delete from case_candidates where complaint = $1

-- name: case_candidate_find
select closed_at from case_candidates where complaint = $1 and site = $2

-- name: case_candidates_of
select c.complaint, c.kind, '', '', c.closed_at from case_candidates c
 where c.site = $1 and ($2 = '' or c.kind = $2)
   and not exists (select 1 from training_cases t where t.source = c.complaint and t.state <> 'declined')
 order by c.closed_at desc, c.complaint desc limit 30

-- name: training_case_insert
insert into training_cases (id, site, kind, source, title, situation, handling, lesson, state, drafted_at, drafted_by, ruled_at, ruled_by, ruling, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', $9, $10, null, null, '', 1)

-- name: training_case_save
update training_cases set title = $2, situation = $3, handling = $4, lesson = $5, state = $6, drafted_by = $7, ruled_at = $8, ruled_by = $9, ruling = $10,
                          version = version + 1
 where id = $1 and version = $11

-- name: training_case_find
select id, site, kind, source, title, situation, handling, lesson, state, drafted_at, drafted_by, ruled_at, ruled_by, ruling, version
  from training_cases where id = $1 and site = $2

-- name: training_case_drawn
select count(*) from training_cases where source = $1 and state <> 'declined'

-- name: training_cases_of
select id, site, kind, source, title, situation, handling, lesson, state, drafted_at, drafted_by, ruled_at, ruled_by, ruling, version
  from training_cases where site = $1 and ($2 = '' or kind = $2) and ($3 = 1 or state = 'published')
 order by case when state = 'draft' then 0 else 1 end, drafted_at desc, id desc limit 300
