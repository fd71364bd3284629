-- name: training_plan_insert
insert into training_plans (id, site, kind, year, title, aim, items, state, proposed_at, proposed_by, ruled_at, ruled_by, ruling, version)
values ($1, $2, $3, $4, $5, $6, $7, 'proposed', $8, $9, null, null, '', 1)

-- name: training_plan_save
update training_plans set title = $2, aim = $3, items = $4, state = $5, proposed_at = $6, proposed_by = $7, ruled_at = $8, ruled_by = $9, ruling = $10,
                          version = version + 1
 where id = $1 and version = $11

-- name: training_plan_find
select id, site, kind, year, title, aim, items, state, proposed_at, proposed_by, ruled_at, ruled_by, ruling, version
  from training_plans where id = $1 and site = $2

-- name: training_plans_of_site
select id, site, kind, year, title, aim, items, state, proposed_at, proposed_by, ruled_at, ruled_by, ruling, version
  from training_plans where site = $1 order by year desc, id desc limit 200

-- name: training_sessions_of_item
select count(*) from training_sessions where plan = $1 and course = $2 and state <> 'cancelled'

-- name: training_session_insert
insert into training_sessions (id, site, plan, course, place, starts_at, ends_at, trainer, state, note, closed_at, created_by, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, 'planned', '', null, $9, 1)

-- name: training_session_save
update training_sessions set place = $2, starts_at = $3, ends_at = $4, state = $5, note = $6, closed_at = $7, version = version + 1
 where id = $1 and version = $8

-- name: training_session_find
select id, site, plan, course, place, starts_at, ends_at, trainer, state, note, closed_at, created_by, version
  from training_sessions where id = $1 and site = $2

-- name: training_sessions_list
-- $2 whoever asks, $3 = 1 only where one is invited or the trainer, $4 a plan or 0. What is to come stands first.
select s.id, s.course, '', s.place, coalesce(t.name, ''), s.starts_at, s.ends_at, s.state,
       (select count(*) from training_attendance a where a.session = s.id),
       (select count(*) from training_attendance a where a.session = s.id and a.signed_at is not null),
       (select count(*) from training_attendance a where a.session = s.id and a.confirmed_at is not null),
       case when s.trainer = $2 or exists (select 1 from training_attendance a where a.session = s.id and a.staff = $2) then 1 else 0 end
  from training_sessions s left join staff t on t.id = s.trainer
 where s.site = $1 and (cast($4 as bigint) = 0 or s.plan = $4)
   and ($3 = 0 or s.trainer = $2 or exists (select 1 from training_attendance a where a.session = s.id and a.staff = $2))
 order by case when s.state = 'planned' then 0 else 1 end, s.starts_at desc, s.id limit 200

-- name: training_attendance_of
select session, staff, signed_at, confirmed_at, confirmed_by from training_attendance where session = $1 order by staff

-- name: training_attendance_invite
insert into training_attendance (session, staff, signed_at, confirmed_at, confirmed_by) values ($1, $2, null, null, null)
on conflict (session, staff) do nothing

-- name: training_attendance_sign
update training_attendance set signed_at = $3 where session = $1 and staff = $2

-- name: training_attendance_confirm
update training_attendance set confirmed_at = $3, confirmed_by = $4 where session = $1 and staff = $2

-- name: training_material_insert
insert into training_materials (id, session, name, media_type, size, digest, added_at, added_by, content) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: training_material_count
select count(*) from training_materials where session = $1

-- name: training_materials_of
select id, name, media_type, size, added_at from training_materials where session = $1 order by id

-- name: training_material_find
select name, media_type, content from training_materials where id = $1 and session = $2
