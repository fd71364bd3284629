-- name: roster_shift_kinds
select id, name, mark, start_minute, length_minutes, active, version from shift_kinds where site = $1 order by start_minute, id

-- name: roster_shift_kind
select id, name, mark, start_minute, length_minutes, active, version from shift_kinds where site = $1 and id = $2

-- name: roster_shift_named
select id from shift_kinds where site = $1 and name = $2

-- name: roster_shift_insert
insert into shift_kinds (id, site, name, mark, start_minute, length_minutes, active, version) values ($1, $2, $3, $4, $5, $6, 1, 1)

-- name: roster_shift_save
update shift_kinds set name = $2, mark = $3, start_minute = $4, length_minutes = $5, active = $6, version = version + 1
 where id = $1 and version = $7

-- name: roster_shift_used
select count(*) from roster_shifts where site = $1 and shift = $2

-- name: roster_patterns
select id, name, cycle, version from shift_patterns where site = $1 order by name, id

-- name: roster_pattern_named
select id, name, cycle, version from shift_patterns where site = $1 and name = $2

-- name: roster_pattern_insert
insert into shift_patterns (id, site, name, cycle, version) values ($1, $2, $3, $4, 1)

-- name: roster_pattern_save
update shift_patterns set cycle = $2, version = version + 1 where id = $1

-- name: roster_pattern_drop
delete from shift_patterns where id = $1 and site = $2

-- name: roster_coverage
select id, post, shift, day_kind, least, version from shift_coverage where site = $1 order by shift, day_kind, post, id

-- name: roster_coverage_of
select id, post, shift, day_kind, least, version from shift_coverage where site = $1 and post = $2 and shift = $3 and day_kind = $4

-- name: roster_coverage_insert
insert into shift_coverage (id, site, post, shift, day_kind, least, version) values ($1, $2, $3, $4, $5, $6, 1)

-- name: roster_coverage_save
update shift_coverage set least = $2, version = version + 1 where id = $1

-- name: roster_coverage_drop
delete from shift_coverage where id = $1

-- name: roster_find
select id, site, month, state, published_at, published_by, version from rosters where site = $1 and month = $2

-- name: roster_by_id
select id, site, month, state, published_at, published_by, version from rosters where id = $1

-- name: roster_insert
insert into rosters (id, site, month, state, published_at, published_by, version) values ($1, $2, $3, 'draft', null, null, 1)

-- name: roster_save
update rosters set state = $2, published_at = $3, published_by = $4, version = version + 1 where id = $1 and version = $5

-- name: roster_shifts_between
select staff, day, shift, from_at, until_at from roster_shifts
 where site = $1 and month between $2 and $3 and day between $4 and $5 order by staff, day, from_at

-- name: roster_cell_clear
delete from roster_shifts where site = $1 and staff = $2 and day = $3

-- name: roster_cell_put
insert into roster_shifts (site, staff, day, shift, month, from_at, until_at) values ($1, $2, $3, $4, $5, $6, $7)

-- name: roster_shift_drop
delete from roster_shifts where site = $1 and staff = $2 and day = $3 and shift = $4

-- name: roster_month_shifts
select count(*) from roster_shifts where site = $1 and month = $2

-- name: roster_people
-- Who is at home at the site and works; an account of the machines is nobody.
select s.id, s.name, coalesce(d.name, '') from staff s left join departments d on d.id = s.department
 where s.site = $1 and s.active = 1
   and exists (select 1 from staff_posts p where p.staff = s.id and p.post <> 'system_administrator')
 order by coalesce(d.name, ''), s.id

-- name: roster_posts
select p.staff, p.post from staff_posts p join staff s on s.id = p.staff
 where s.site = $1 and s.active = 1 and p.post <> 'system_administrator' and (p.site = $1 or p.site is null)
 order by p.staff, p.position

-- name: roster_on_duty
-- No shift is longer than a day, so whoever works now began within the last day.
select w.staff, w.day, w.shift, w.from_at, w.until_at
  from roster_shifts w join rosters r on r.site = w.site and r.month = w.month
 where w.site = $1 and r.state = 'published' and w.from_at > $3 and w.from_at <= $2 and w.until_at > $2
 order by w.until_at desc, w.staff

-- name: roster_shifts_of
select w.day, w.shift, k.name, k.mark, w.from_at, w.until_at
  from roster_shifts w
  join rosters r on r.site = w.site and r.month = w.month
  join shift_kinds k on k.id = w.shift
 where w.site = $1 and w.staff = $2 and w.day >= $3 and w.until_at > $4 and r.state = 'published'
 order by w.from_at, w.shift limit 400

-- name: roster_shift_of
select w.staff, w.day, w.shift, w.from_at, w.until_at
  from roster_shifts w join rosters r on r.site = w.site and r.month = w.month
 where w.site = $1 and w.staff = $2 and w.day = $3 and w.shift = $4 and r.state = 'published'

-- name: roster_published_at
select published_at from rosters where site = $1 and month = $2

-- name: roster_feed_put
insert into calendar_feeds (staff, site, digest, made_at) values ($1, $2, $3, $4)
on conflict (staff, site) do update set digest = excluded.digest, made_at = excluded.made_at

-- name: roster_feed_drop
delete from calendar_feeds where staff = $1 and site = $2

-- name: roster_feed_there
select count(*) from calendar_feeds where staff = $1 and site = $2

-- name: roster_feed_find
select f.staff, f.site from calendar_feeds f join staff s on s.id = f.staff where f.digest = $1 and s.active = 1
