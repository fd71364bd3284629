-- name: appraisal_insert
insert into appraisals (id, site, root, revision, superseded_by, kind, employee, scorer, level, sheet, period, state, days, days_away, ordinary,
                        bonus, bonus_decision, score, summary, planned_at, scored_at, scored_by, document, digest, answered_at, remark,
                        ruled_at, ruled_by, ruling, version)
values ($1, $2, $3, $4, null, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, null, '', null, null, '', 1)

-- name: appraisal_save
update appraisals
   set superseded_by = $2, state = $3, days_away = $4, ordinary = $5, bonus = $6, bonus_decision = $7, score = $8, summary = $9, scored_at = $10,
       scored_by = $11, document = $12, digest = $13, answered_at = $14, remark = $15, ruled_at = $16, ruled_by = $17, ruling = $18,
       version = version + 1
 where id = $1 and version = $19

-- name: appraisal_find
select id, site, root, revision, superseded_by, kind, employee, scorer, level, sheet, period, state, days, days_away, ordinary, bonus,
       bonus_decision, score, summary, planned_at, scored_at, scored_by, document, digest, answered_at, remark, ruled_at, ruled_by, ruling, version
  from appraisals where id = $1 and site = $2

-- name: appraisal_versions
select a.id, a.revision, a.score, coalesce(s.name, ''), a.digest, a.scored_at
  from appraisals a left join staff s on s.id = a.scored_by where a.root = $1 order by a.revision desc

-- name: appraisal_planned_for
select count(*) from appraisals where site = $1 and kind = $2 and employee = $3 and period = $4

-- name: appraisal_marks
select id, appraisal, position, item, points, reason, punishable, measure, complaint, photo, proposal
  from appraisal_marks where appraisal = $1 order by position

-- name: appraisal_mark_insert
insert into appraisal_marks (id, appraisal, position, item, points, reason, punishable, measure, complaint, photo, proposal)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: disciplinary_insert
insert into disciplinary_records (id, site, employee, appraisal, mark, measure, at, by_staff) values ($1, $2, $3, $4, $5, $6, $7, $8)

-- part: asked_for
-- $2 mine, to_score, appeals or all; $3 whoever asks; $4 a kind or ''; $5 an employee or 0. Behind a figure: $6 1 for what is
-- signed; periods from $7 until $8; $9 a scorer or 0; $10 a team or 0; $11 places of an item as ",sheet:place," or ''; $12 a
-- clause or '', with the places of its items in $13.
 where a.site = $1 and a.superseded_by is null
   and (($2 = 'mine' and a.employee = $3 and a.state <> 'planned')
        or ($2 = 'to_score' and a.scorer = $3 and a.state = 'planned')
        or ($2 = 'appeals' and a.state = 'appealed')
        or $2 = 'all')
   and ($4 = '' or a.kind = $4)
   and (cast($5 as bigint) = 0 or a.employee = $5)
   and (cast($6 as bigint) = 0 or a.state in ('signed_', 'confirmed', 'appealed', 'dismissed'))
   and a.period >= $7 and a.period < $8
   and (cast($9 as bigint) = 0 or coalesce(a.scored_by, a.scorer) = $9)
   and (cast($10 as bigint) = 0 or e.department = $10)
   and ($11 = '' or exists (select 1 from appraisal_marks m where m.appraisal = a.id and $11 like '%,' || a.sheet || ':' || m.item || ',%'))
   and ($12 = '' or exists (select 1 from appraisal_marks m left join appraisal_proposals p on p.id = m.proposal
                             where m.appraisal = a.id and (p.clause = $12 or (p.id is null and $13 like '%,' || a.sheet || ':' || m.item || ',%'))))

-- name: appraisals_list
-- Rows before ($14, $15).
select a.id, a.kind, a.period, a.employee, coalesce(e.name, ''), coalesce(s.name, ''), a.state, a.score, a.revision, null, 0
  from appraisals a
  left join staff e on e.id = a.employee
  left join staff s on s.id = coalesce(a.scored_by, a.scorer)
{asked_for}
   and (a.period < $14 or (a.period = $14 and a.id < $15))
 order by a.period desc, a.id desc limit 51

-- name: appraisals_counted
select count(*)
  from appraisals a left join staff e on e.id = a.employee
{asked_for}

-- name: appraisals_to_answer
select count(*) from appraisals where site = $1 and employee = $2 and state = 'signed_' and superseded_by is null

-- name: appraisals_to_score
select count(*) from appraisals where site = $1 and scorer = $2 and state = 'planned'

-- name: appraisals_appealed
select count(*) from appraisals where site = $1 and state = 'appealed' and superseded_by is null

-- name: appraisals_without
-- Whoever is on staff at home here and has no record of this kind for the period; accounts of machines are nobody's work.
select s.name from staff s
 where s.site = $1 and s.active = 1
   and exists (select 1 from staff_posts p where p.staff = s.id and p.post <> 'system_administrator')
   and not exists (select 1 from appraisals a where a.site = $1 and a.kind = $2 and a.employee = s.id and a.period = $3)
 order by s.name, s.id limit 50

-- name: photo_insert
insert into appraisal_photos (id, root, media_type, added_at, added_by, content) values ($1, $2, $3, $4, $5, $6)

-- name: photo_count
select count(*) from appraisal_photos where root = $1

-- name: photo_there
select count(*) from appraisal_photos where id = $1 and root = $2

-- name: photo_find
select media_type, content from appraisal_photos where id = $1 and root = $2
