-- name: kept_months_ended
-- Month records signed before $2 whose turn has come: on no list, or a hold of theirs was lifted.
select a.id, a.employee, a.period, a.digest, a.scored_at
  from appraisals a
 where a.site = $1 and a.kind = 'month' and a.scored_at < $2 and a.superseded_by is null and a.state in ('signed_', 'confirmed', 'dismissed')
   and not exists (select 1 from kept_records k where k.kind = 'month_record' and k.subject = a.id and k.state in ('due', 'held'))
 order by a.period, a.id

-- name: kept_years_ended
select y.id, y.employee, y.year, y.digest, y.signed_at
  from appraisal_years y
 where y.site = $1 and y.signed_at < $2 and y.destroyed_at is null
   and not exists (select 1 from appraisal_years z where z.employee = y.employee and z.year = y.year
                      and (z.signed_at > y.signed_at or (z.signed_at = y.signed_at and z.number > y.number)))
   and not exists (select 1 from kept_records k where k.kind = 'year_end_record' and k.subject = y.id and k.state in ('due', 'held'))
 order by y.year, y.id

-- name: kept_statistics_ended
select s.id, 0, s.period, s.digest, s.signed_at
  from appraisal_statistics s
 where s.site = $1 and s.signed_at < $2 and s.state = 'signed_' and (s.span = 'annual') = ($3 = 'annual_statistics')
   and not exists (select 1 from kept_records k where k.kind = $3 and k.subject = s.id and k.state in ('due', 'held'))
 order by s.period, s.id

-- name: destruction_insert
insert into destruction_lists (id, site, day, state, opened_at, reviewed_at, version) values ($1, $2, $3, 'open', $4, null, 1)

-- name: destruction_reviewed
update destruction_lists set state = 'reviewed', reviewed_at = $2, version = version + 1 where id = $1 and state = 'open'

-- name: destruction_find
select id, site, day, state, opened_at, reviewed_at, version from destruction_lists where id = $1 and site = $2

-- name: destructions_of_site
select l.id, l.day, l.state,
       (select count(*) from kept_records k where k.list = l.id and k.state = 'due'),
       (select count(*) from kept_records k where k.list = l.id and k.state = 'held'),
       (select count(*) from kept_records k where k.list = l.id and k.state = 'destroyed'), null
  from destruction_lists l where l.site = $1 order by l.day desc, l.id desc limit 200

-- name: kept_insert
insert into kept_records (id, list, site, kind, subject, employee, period, digest, signed_at, keep_until, state, reason, decided_at, decided_by,
                          lifted, lifted_at, lifted_by, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'due', '', null, null, '', null, null, 1)

-- name: kept_find
select id, list, site, kind, subject, employee, period, digest, signed_at, keep_until, state, reason, decided_at, decided_by, lifted, lifted_at,
       lifted_by, version
  from kept_records where id = $1 and site = $2

-- name: kept_of_list
select id, list, site, kind, subject, employee, period, digest, signed_at, keep_until, state, reason, decided_at, decided_by, lifted, lifted_at,
       lifted_by, version
  from kept_records where list = $1 order by kind, period, id

-- name: kept_held
select id, list, site, kind, subject, employee, period, digest, signed_at, keep_until, state, reason, decided_at, decided_by, lifted, lifted_at,
       lifted_by, version
  from kept_records where site = $1 and state = 'held' order by id limit 500

-- name: kept_save
update kept_records set state = $2, reason = $3, decided_at = $4, decided_by = $5, lifted = $6, lifted_at = $7, lifted_by = $8, version = version + 1
 where id = $1 and version = $9

-- name: kept_due_left
select count(*) from kept_records where list = $1 and state = 'due'

-- name: versions_of_record
select b.id from appraisals a join appraisals b on b.root = a.root where a.id = $1

-- name: year_end_versions
select id from appraisals where kind = 'year_end' and employee = $1 and period = $2

-- name: year_totals_of
select y.id from appraisal_years y join appraisal_years x on x.employee = y.employee and x.year = y.year where x.id = $1

-- name: appraisal_destroy
-- Its place, its digest and what it is about stay; everything it said goes.
update appraisals
   set state = 'destroyed', document = null, ordinary = 0, bonus = 0, bonus_decision = '', score = 0, summary = '', remark = '', ruling = '', days_away = 0,
       version = version + 1
 where id = $1

-- name: appraisal_marks_destroy
delete from appraisal_marks where appraisal = $1

-- name: appraisal_photos_destroy
delete from appraisal_photos where root = $1

-- name: proposals_destroy
update appraisal_proposals set reason = '' where appraisal = $1

-- name: year_destroy
update appraisal_years set document = '', total = 0, excellent = 0, destroyed_at = $2 where id = $1

-- name: statistics_destroy
update appraisal_statistics set state = 'destroyed', document = '', version = version + 1 where id = $1
