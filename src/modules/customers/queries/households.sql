-- name: household_units_exactly
select k.unit from unit_keys k join units u on u.id = k.unit
 where k.site = $1 and k.room_key = $2 order by u.sort_key, u.id limit $3

-- name: household_units_beginning
select k.unit from unit_keys k where k.site = $1 and k.room_key >= $2 and k.room_key < $3
 order by k.room_key, k.unit limit $4

-- name: household_persons_by_tail
select person from phones where site = $1 and reversed >= $2 and reversed < $3 order by reversed, person limit $4

-- name: household_of_unit
-- One row for everybody who has a role there on the day, one row without a person for an empty unit.
-- Written without a nested join: SQLite would read all roles of the estate for it.
select u.id, u.room, p.id as person, coalesce(p.kind, 'person') as kind, coalesce(p.name, '') as name,
       coalesce(r.role, '') as role,
       coalesce((select f.display from phones f where f.person = p.id order by f.position limit 1), '') as phone,
       coalesce(p.note, '') as person_note, u.note as unit_note,
       (select count(*) from open_matters m where m.unit = u.id) as open_matters
  from units u
  left join unit_roles r
    on r.unit = u.id and r.since <= $3 and (r.until_day is null or r.until_day > $3)
   and exists (select 1 from persons e where e.id = r.person and e.erased_at is null)
  left join persons p on p.id = r.person
 where u.id = $1 and u.site = $2
 order by case r.role when 'owner' then 0 when 'tenant' then 1 when 'occupant' then 2 when 'enterprise_user' then 3 else 4 end,
          r.since, p.id

-- name: household_of_person
select u.id, coalesce(u.room, '') as room, p.id as person, p.kind, p.name, coalesce(r.role, '') as role,
       coalesce((select f.display from phones f where f.person = p.id order by f.position limit 1), '') as phone,
       p.note as person_note, coalesce(u.note, '') as unit_note,
       case when u.id is null then (select count(*) from open_matters m where m.person = p.id)
            else (select count(*) from open_matters m where m.unit = u.id) end as open_matters
  from persons p
  left join unit_roles r on r.person = p.id and r.since <= $3 and (r.until_day is null or r.until_day > $3)
  left join units u on u.id = r.unit
 where p.id = $1 and p.site = $2 and p.erased_at is null
 order by r.since desc, u.id

-- name: contact_role
-- The role of a person in a unit: the one that runs, else the last one.
select unit, role from unit_roles
 where person = $1 and (cast($2 as bigint) = 0 or unit = $2)
 order by case when until_day is null then 0 else 1 end, since desc limit 1
