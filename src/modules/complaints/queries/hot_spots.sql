-- name: spot_building_of
select building from units where id = $1

-- name: gatherings_of_category
select id, category, building, last_at, words from complaint_gatherings
 where site = $1 and category = $2 and last_at >= $3 and last_at <= $4 order by last_at desc limit 24

-- name: gatherings_of_building
select id, category, building, last_at, words from complaint_gatherings
 where site = $1 and building = $2 and last_at >= $3 and last_at <= $4 order by last_at desc limit 12

-- name: gathering_of_matter
select g.id, g.category, g.building, g.last_at, g.words
  from complaints c join complaint_gathered m on m.site = c.site and m.received_at = c.received_at and m.complaint = c.id
  join complaint_gatherings g on g.id = m.gathering
 where c.id = $1 and g.last_at >= $2 and g.last_at <= $3

-- name: gathering_insert
insert into complaint_gatherings (id, site, category, building, last_at, words) values ($1, $2, $3, $4, $5, $6)

-- name: gathering_goes_on
update complaint_gatherings set last_at = $2 where id = $1

-- name: gathered_insert
insert into complaint_gathered (site, received_at, complaint, gathering, household, building, category) values ($1, $2, $3, $4, $5, $6, $7)

-- name: spot_window
select received_at, complaint, gathering, household, building, category from complaint_gathered where site = $1 and received_at >= $2 and received_at < $3

-- name: spot_open
select g.gathering, g.building, g.category
  from complaints c join complaint_gathered g on g.site = c.site and g.received_at = c.received_at and g.complaint = c.id
 where c.site = $1 and c.state not in ('closed', 'withdrawn') and c.received_at >= $2 and c.received_at < $3

-- name: spot_names
select c.subject, coalesce(g.name, ''), coalesce(b.name, '')
  from complaints c left join complaint_categories g on g.id = c.category left join units u on u.id = c.unit left join buildings b on b.id = u.building
 where c.id = $1

-- name: spot_category_name
select name from complaint_categories where id = $1

-- name: spot_building_name
select name from buildings where id = $1

-- The matters of one gathering.
-- name: spot_rows_of_gathering
select c.id, g.received_at, g.household, c.state
  from complaint_gathered g join complaints c on c.id = g.complaint
 where g.gathering = $1 and g.site = $2 and g.received_at >= $3 and g.received_at < $4
 order by g.received_at desc, g.complaint desc

-- name: spot_rows_of_place
select c.id, g.received_at, g.household, c.state
  from complaint_gathered g join complaints c on c.id = g.complaint
 where g.site = $2 and g.building = $1 and g.category = $5 and g.received_at >= $3 and g.received_at < $4
 order by g.received_at desc, g.complaint desc


-- name: likely_place
select c.unit, c.person, coalesce(u.building, 0), c.category, c.state, c.received_at
  from complaints c left join units u on u.id = c.unit where c.id = $1 and c.site = $2
