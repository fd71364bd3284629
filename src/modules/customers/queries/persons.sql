-- name: person_insert
insert into persons (id, site, kind, name, id_number, note, erased_at, version) values ($1, $2, $3, $4, $5, $6, null, 1)

-- name: person_find
select id, site, kind, name, id_number, note, erased_at, version, merged_into from persons where id = $1 and site = $2

-- name: person_save
update persons set name = $2, id_number = $3, note = $4, version = version + 1 where id = $1 and version = $5

-- name: person_touch
update persons set version = version + 1 where id = $1 and version = $2

-- name: person_erase
update persons set name = '', id_number = '', note = '', erased_at = $2, version = version + 1
 where id = $1 and version = $3

-- name: person_count_at
select count(*) from persons where id = $1 and site = $2 and erased_at is null and merged_into is null

-- name: phones_of
select display from phones where person = $1 order by position

-- name: phones_clear
delete from phones where person = $1

-- name: phone_add
insert into phones (person, position, site, display, digits, reversed) values ($1, $2, $3, $4, $5, $6)

-- name: roles_of_person
select r.unit, u.room, r.role, r.since, r.until_day
  from unit_roles r join units u on u.id = r.unit
 where r.person = $1 order by r.since desc, r.unit, r.role

-- name: role_add
insert into unit_roles (unit, person, role, since, site, until_day) values ($1, $2, $3, $4, $5, null)

-- name: role_since
-- The beginning of the stretch that still runs or ends after $4.
select since from unit_roles
 where unit = $1 and person = $2 and role = $3 and (until_day is null or until_day > $4)
 order by since desc limit 1

-- name: role_end
update unit_roles set until_day = $5 where unit = $1 and person = $2 and role = $3 and since = $4

-- name: disclosures_on
select disclosures from disclosure_counts where staff = $1 and day = $2

-- name: disclosure_counted
insert into disclosure_counts (staff, day, disclosures) values ($1, $2, 1)
on conflict (staff, day) do update set disclosures = disclosure_counts.disclosures + 1
