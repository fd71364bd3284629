-- name: criteria_insert
insert into criteria_sheets (id, site, level, kind, number, state, from_day, items, note, digest, proposed_at, proposed_by, ruled_at, ruled_by,
                             ruling, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, null, null, '', 1)

-- name: criteria_find
select id, site, level, kind, number, state, from_day, items, note, digest, proposed_at, proposed_by, ruled_at, ruled_by, ruling, version
  from criteria_sheets where id = $1

-- name: criteria_of_site
select id, site, level, kind, number, state, from_day, items, note, digest, proposed_at, proposed_by, ruled_at, ruled_by, ruling, version
  from criteria_sheets where site = $1 and ($2 = '' or level = $2) and ($3 = '' or kind = $3)
 order by level, kind, number desc

-- name: criteria_on
select id, site, level, kind, number, state, from_day, items, note, digest, proposed_at, proposed_by, ruled_at, ruled_by, ruling, version
  from criteria_sheets
 where site = $1 and level = $2 and kind = $3 and from_day <= $4 and state in ('shipped', 'published')
 order by from_day desc, number desc limit 1

-- name: criteria_oldest
select id, site, level, kind, number, state, from_day, items, note, digest, proposed_at, proposed_by, ruled_at, ruled_by, ruling, version
  from criteria_sheets where site = $1 and level = $2 and kind = $3 and state in ('shipped', 'published') order by from_day, number limit 1

-- name: criteria_count
select count(*) from criteria_sheets where site = $1

-- name: criteria_highest
select coalesce(max(number), 0) from criteria_sheets where site = $1 and level = $2 and kind = $3

-- name: criteria_from_taken
select count(*) from criteria_sheets where site = $1 and level = $2 and kind = $3 and from_day = $4 and state in ('proposed', 'published')

-- name: criteria_rule
update criteria_sheets set state = $2, ruled_at = $3, ruled_by = $4, ruling = $5, version = version + 1
 where id = $1 and state = 'proposed' and version = $6
