-- name: building_insert
insert into buildings (id, site, name, version) values ($1, $2, $3, 1)

-- name: building_named
select id from buildings where site = $1 and name = $2

-- name: building_name_at
select name from buildings where id = $1 and site = $2

-- name: buildings_of_site
select b.id, b.name, (select count(*) from units u where u.building = b.id) as units
  from buildings b where b.site = $1 order by b.id

-- name: entrance_named
select id from entrances where building = $1 and name = $2

-- name: entrance_insert
insert into entrances (id, site, building, name) values ($1, $2, $3, $4)

-- name: unit_insert
insert into units (id, site, building, entrance, number, room, sort_key, area_hundredths, note, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)

-- name: unit_key_insert
insert into unit_keys (site, room_key, unit) values ($1, $2, $3)

-- name: unit_numbered
select id from units where building = $1 and entrance = $2 and number = $3

-- name: unit_count_at
select count(*) from units where id = $1 and site = $2

-- name: unit_building
select building from units where id = $1 and site = $2

-- name: unit_room
select room from units where id = $1

-- name: unit_room_and_note
select room, note from units where id = $1 and site = $2

-- name: unit_sort_key
select sort_key from units where id = $1 and site = $2

-- name: units_page
select id, room, note from units
 where site = $1 and (sort_key, id) > ($2, $3)
 order by sort_key, id limit $4

-- name: units_page_of_building
select id, room, note from units
 where building = $5 and site = $1 and (sort_key, id) > ($2, $3)
 order by sort_key, id limit $4

-- name: units_page_by_key
-- $5 and $6 bound the folded room keys that begin with what was typed. Building 0: any.
select u.id, u.room, u.note from units u
 where u.site = $1 and (u.sort_key, u.id) > ($2, $3) and (cast($7 as bigint) = 0 or u.building = $7)
   and u.id in (select k.unit from unit_keys k where k.site = $1 and k.room_key >= $5 and k.room_key < $6)
 order by u.sort_key, u.id limit $4

-- name: units_count
select count(*) from units where site = $1

-- name: units_count_of_building
select count(*) from units where building = $1 and site = $2

-- name: units_count_by_key
select count(*) from units u
 where u.site = $1 and (cast($4 as bigint) = 0 or u.building = $4)
   and u.id in (select k.unit from unit_keys k where k.site = $1 and k.room_key >= $2 and k.room_key < $3)

-- name: unit_people
select p.kind, p.name from unit_roles r join persons p on p.id = r.person
 where r.unit = $1 and r.since <= $2 and (r.until_day is null or r.until_day > $2) and p.erased_at is null
 order by r.since, p.id

-- name: matter_opens
insert into open_matters (matter, site, unit, person) values ($1, $2, $3, $4)
on conflict (matter) do update set unit = excluded.unit, person = excluded.person

-- name: matter_ends
delete from open_matters where matter = $1

-- name: matters_open_of_person
select count(*) from open_matters where person = $1
