-- name: year_rows
-- Wherever they were made: whoever moves to another site takes the year along.
select a.employee, a.id, a.kind, a.period, a.state, 0, a.score, a.bonus, 0, case when a.site = $4 then '' else coalesce(s.name, '') end, a.days - a.days_away
  from appraisals a left join sites s on s.id = a.site
 where a.employee = $1 and a.period >= $2 and a.period < $3 and a.superseded_by is null
   and a.state in ('signed_', 'confirmed', 'appealed', 'dismissed')
 order by a.period, a.id

-- name: year_rows_between
-- The same of everybody at home here whose number lies between two, in one reading.
select a.employee, a.id, a.kind, a.period, a.state, 0, a.score, a.bonus, 0, case when a.site = $1 then '' else coalesce(o.name, '') end, a.days - a.days_away
  from staff s join appraisals a on a.employee = s.id left join sites o on o.id = a.site
 where s.site = $1 and s.active = 1 and s.id >= $2 and s.id <= $3 and a.period >= $4 and a.period < $5 and a.superseded_by is null
   and a.state in ('signed_', 'confirmed', 'appealed', 'dismissed')
 order by a.employee, a.period, a.id

-- name: year_candidates
select s.id,
       (select count(*) from appraisals a where a.employee = s.id and a.period >= $4 and a.period < $5 and a.superseded_by is null
           and a.state in ('planned', 'appealed')),
       (select count(*) from appraisals a where a.employee = s.id and a.period >= $4 and a.period < $5 and a.superseded_by is null
           and a.state = 'destroyed'),
       (select coalesce(max(y.number), 0) from appraisal_years y where y.employee = s.id and y.year = $3),
       (select y.digest from appraisal_years y where y.employee = s.id and y.year = $3 order by y.signed_at desc, y.number desc limit 1)
  from staff s
 where s.site = $1 and s.active = 1 and s.id > $2 and exists (select 1 from staff_posts p where p.staff = s.id and p.post <> 'system_administrator')
 order by s.id limit $6

-- name: year_destroyed
-- Rows of the year, or its signed totals, whose time of keeping has ended.
select (select count(*) from appraisals a where a.employee = $1 and a.period >= $2 and a.period < $3 and a.state = 'destroyed')
     + (select count(*) from appraisal_years y where y.employee = $1 and y.year = $4 and y.destroyed_at is not null)

-- name: year_signed_find
select id, employee, year, number, document, digest, signed_at, signed_by, destroyed_at from appraisal_years where id = $1 and site = $2

-- name: department_name_anywhere
select name from departments where id = $1

-- name: year_open_records
select count(*) from appraisals where employee = $1 and period >= $2 and period < $3 and superseded_by is null and state in ('planned', 'appealed')

-- name: year_versions
select y.id, y.number, y.total, y.excellent, coalesce(s.name, ''), y.digest, y.signed_at, case when y.destroyed_at is null then 0 else 1 end
  from appraisal_years y left join staff s on s.id = y.signed_by where y.employee = $1 and y.year = $2 order by y.signed_at desc, y.number desc

-- name: year_document
select document from appraisal_years where employee = $1 and year = $2 order by signed_at desc, number desc limit 1

-- name: year_disciplinary
-- Of versions that stand: what a correction or an appeal took away is no punishment.
select d.appraisal, d.measure, d.at, coalesce(s.name, '')
  from disciplinary_records d join appraisals a on a.id = d.appraisal left join staff s on s.id = d.by_staff
 where d.employee = $1 and a.superseded_by is null and a.period >= $2 and a.period < $3 order by d.at, d.id

-- name: year_insert
insert into appraisal_years (id, site, employee, year, number, total, excellent, document, digest, signed_at, signed_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: year_highest
select coalesce(max(number), 0) from appraisal_years where employee = $1 and year = $2

-- name: year_of_record
select s.name, y.year, y.employee from appraisal_years y join staff s on s.id = y.employee where y.id = $1 and y.site = $2

-- name: year_staff
select s.id, s.name,
       (select y.total from appraisal_years y where y.employee = s.id and y.year = $2 order by y.signed_at desc, y.number desc limit 1),
       coalesce((select y.excellent from appraisal_years y where y.employee = s.id and y.year = $2 order by y.signed_at desc, y.number desc limit 1), 0),
       (select count(*) from appraisals a where a.employee = s.id and a.period >= $3 and a.period < $4 and a.superseded_by is null
           and a.state in ('signed_', 'confirmed', 'appealed', 'dismissed')),
       (select count(*) from appraisals a where a.employee = s.id and a.period >= $3 and a.period < $4 and a.superseded_by is null
           and a.state in ('planned', 'appealed'))
  from staff s
 where s.site = $1 and s.active = 1 and exists (select 1 from staff_posts p where p.staff = s.id and p.post <> 'system_administrator')
 order by s.name, s.id limit 500
