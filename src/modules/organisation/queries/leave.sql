-- name: leave_insert
insert into leaves (id, site, staff, kind, from_day, until_day, reason, deputy, state, asked_at, asked_by, ruled_at, ruled_by, ruling, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $9, $3, null, null, '', 1)

-- name: leave_find
select id, site, staff, kind, from_day, until_day, reason, deputy, state, version from leaves where id = $1

-- name: leave_overlapping
select count(*) from leaves where staff = $1 and from_day <= $3 and until_day >= $2 and state in ('asked', 'approved')

-- name: leave_save
update leaves set state = $2, ruled_at = $3, ruled_by = $4, ruling = $5, version = version + 1 where id = $1 and version = $6

-- name: leave_list
-- $2 = 'mine': one's own; 'to_rule': what waits; 'all': what is not long past.
select l.id, l.staff, coalesce(s.name, ''), l.kind, l.from_day, l.until_day, l.reason, coalesce(d.name, ''), l.state, l.asked_at,
       coalesce(r.name, ''), l.ruling, l.version
  from leaves l
  left join staff s on s.id = l.staff
  left join staff d on d.id = l.deputy
  left join staff r on r.id = l.ruled_by
 where l.site = $1
   and (($2 = 'mine' and l.staff = $3) or ($2 = 'to_rule' and l.state = 'asked') or ($2 = 'all' and l.until_day >= $4))
 order by l.from_day desc, l.id desc limit 200

-- name: leave_waiting
select count(*) from leaves where site = $1 and state = 'asked' and staff <> $2

-- name: leave_approved
select staff, from_day, until_day from leaves
 where site = $1 and state = 'approved' and from_day <= $3 and until_day >= $2 order by staff, from_day

-- name: leave_of_staff
select staff, from_day, until_day from leaves
 where staff = $1 and state = 'approved' and from_day <= $3 and until_day >= $2 order by from_day

-- name: leave_deputies
select d.staff, d.from_at, d.until_at from deputies d join staff s on s.id = d.staff
 where s.site = $1 and d.from_at < $3 and d.until_at > $2 order by d.staff, d.from_at

-- name: leave_deputies_of
select staff, from_at, until_at from deputies where staff = $1 and from_at < $3 and until_at > $2 order by from_at

-- name: leave_deputy_drop
delete from deputies where staff = $1 and deputy = $2 and from_at = $3 and until_at = $4
