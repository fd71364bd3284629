-- name: attendance_insert
insert into attendance (id, site, staff, day, kind, minutes, note, source, state, recorded_at, recorded_by, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, 'recorded', $9, $10, 1)

-- name: attendance_find
select id, site, staff, day, kind, minutes, state, recorded_by, version from attendance where id = $1

-- name: attendance_stands
select count(*) from attendance where site = $1 and staff = $2 and day = $3 and kind = $4 and state <> 'struck'

-- name: attendance_save
update attendance set minutes = $2, state = $3, version = version + 1 where id = $1 and version = $4

-- name: attendance_list
select a.id, a.staff, coalesce(s.name, ''), a.day, a.kind, a.minutes, a.note, a.source, a.state, coalesce(r.name, ''), a.version
  from attendance a
  left join staff s on s.id = a.staff
  left join staff r on r.id = a.recorded_by
 where a.site = $1 and a.day between $2 and $3 and (cast($4 as bigint) = 0 or a.staff = $4)
 order by a.day desc, s.name, a.id limit 2000

-- name: attendance_correction_insert
insert into attendance_corrections (id, site, entry, strike, minutes, reason, state, asked_at, asked_by, ruled_at, ruled_by, ruling, version)
values ($1, $2, $3, $4, $5, $6, 'asked', $7, $8, null, null, '', 1)

-- name: attendance_correction_find
select id, site, entry, strike, minutes, reason, state, asked_by, version from attendance_corrections where id = $1

-- name: attendance_correction_waits
select count(*) from attendance_corrections where entry = $1 and state = 'asked'

-- name: attendance_correction_rule
update attendance_corrections set state = $2, ruled_at = $3, ruled_by = $4, ruling = $5, version = version + 1 where id = $1 and version = $6

-- name: attendance_corrections_between
select c.entry, c.id, c.strike, c.minutes, c.reason, coalesce(q.name, ''), coalesce(r.name, ''), c.ruling, c.state, c.asked_by, c.version
  from attendance_corrections c
  join attendance a on a.id = c.entry
  left join staff q on q.id = c.asked_by
  left join staff r on r.id = c.ruled_by
 where a.site = $1 and a.day between $2 and $3 and (cast($4 as bigint) = 0 or a.staff = $4)
 order by c.id

-- name: attendance_corrections_waiting
select count(*) from attendance_corrections c join attendance a on a.id = c.entry
 where c.site = $1 and c.state = 'asked' and c.asked_by <> $2 and a.staff <> $2

-- name: attendance_people
select id, name from staff where site = $1 and active = 1 order by id

-- name: attendance_sheet_insert
insert into attendance_imports (id, site, name, state, entries, row_count, refused_count, uploaded_at, uploaded_by, version)
values ($1, $2, $3, 'preview', $4, $5, $6, $7, $8, 1)

-- name: attendance_sheet_find
select id, name, state, entries, row_count, refused_count, version from attendance_imports where id = $1 and site = $2

-- name: attendance_sheet_done
update attendance_imports set state = 'done', entries = '[]', version = version + 1 where id = $1 and version = $2

-- name: attendance_sheets_forgotten
delete from attendance_imports where state = 'preview' and uploaded_at < $1
