-- name: statistics_staff
-- Whoever is at home at the site, or has a record of the period here; $4 a department or 0.
select s.id, s.name, coalesce(d.name, '')
  from staff s left join departments d on d.id = s.department
 where (cast($4 as bigint) = 0 or s.department = $4)
   and ((s.site = $1 and s.active = 1 and exists (select 1 from staff_posts p where p.staff = s.id and p.post <> 'system_administrator'))
        or s.id in (select a.employee from appraisals a where a.site = $1 and a.period >= $2 and a.period < $3
                       and a.kind in ('month', 'year_end') and a.state <> 'planned'))
 order by d.name, s.name, s.id

-- name: statistics_months
-- The months of everybody between two days, in one reading.
select a.id, a.employee, a.period, a.sheet, a.ordinary, a.bonus, a.score
  from appraisals a
 where a.site = $1 and a.kind = 'month' and a.period >= $2 and a.period < $3 and a.superseded_by is null
   and a.state in ('signed_', 'confirmed', 'appealed', 'dismissed')
 order by a.employee, a.period

-- name: statistics_marks
select m.appraisal, m.item, m.points, m.punishable
  from appraisal_marks m join appraisals a on a.id = m.appraisal
 where a.site = $1 and a.kind = 'month' and a.period >= $2 and a.period < $3 and a.superseded_by is null
   and a.state in ('signed_', 'confirmed', 'appealed', 'dismissed')
 order by m.appraisal, m.position

-- name: statistics_totals
-- The newest signed total of everybody at home here.
select y.employee, y.total, y.excellent, y.document
  from appraisal_years y join staff s on s.id = y.employee
 where s.site = $1 and y.year = $2 and y.destroyed_at is null
   and not exists (select 1 from appraisal_years z where z.employee = y.employee and z.year = y.year
                      and (z.signed_at > y.signed_at or (z.signed_at = y.signed_at and z.number > y.number)))

-- name: statistics_years_records
-- How often everybody was commended and punished in a year; + 0: from the site's records of the year, not through everybody's.
select a.employee + 0,
       count(distinct case when a.bonus > 0 then a.id end),
       count(distinct case when m.punishable = 1 then a.id end)
  from appraisals a left join appraisal_marks m on m.appraisal = a.id
 where a.site = $1 and a.period >= $2 and a.period < $3 and a.superseded_by is null
   and a.state in ('signed_', 'confirmed', 'appealed', 'dismissed')
 group by a.employee + 0

-- name: statistics_open
select count(*)
  from appraisals a join staff s on s.id = a.employee
 where a.site = $1 and a.kind = $2 and a.period >= $3 and a.period < $4 and a.superseded_by is null and a.state in ('planned', 'appealed')
   and (cast($5 as bigint) = 0 or s.department = $5)

-- name: statistics_unsigned_totals
select count(*) from staff s
 where s.site = $1 and s.active = 1 and exists (select 1 from staff_posts p where p.staff = s.id and p.post <> 'system_administrator')
   and (cast($3 as bigint) = 0 or s.department = $3)
   and exists (select 1 from appraisals a where a.employee = s.id and a.kind = 'year_end' and a.period = $4 and a.superseded_by is null
                  and a.state in ('signed_', 'confirmed', 'appealed', 'dismissed', 'planned'))
   and not exists (select 1 from appraisal_years y where y.employee = s.id and y.year = $2)

-- name: statistics_insert
insert into appraisal_statistics (id, site, span, period, department, number, state, document, digest, made_at, signed_at, signed_by, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)

-- name: statistics_save
update appraisal_statistics set state = $2, document = $3, digest = $4, signed_at = $5, signed_by = $6, version = version + 1 where id = $1 and version = $7

-- name: statistics_find
select id, site, span, period, department, number, state, document, digest, made_at, signed_at, signed_by, version
  from appraisal_statistics where id = $1 and site = $2

-- name: statistics_of
select id, site, span, period, department, number, state, document, digest, made_at, signed_at, signed_by, version
  from appraisal_statistics where site = $1 and span = $2 and period = $3 and department = $4 order by number desc

-- name: department_name
select name from departments where id = $1 and site = $2
