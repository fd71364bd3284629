-- name: preferences_find
select channel, email, language, calls_from, calls_until from person_preferences where person = $1

-- name: preferences_put
insert into person_preferences (person, site, channel, email, language, calls_from, calls_until) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (person) do update set channel = excluded.channel, email = excluded.email, language = excluded.language,
       calls_from = excluded.calls_from, calls_until = excluded.calls_until

-- name: preferences_clear
delete from person_preferences where person = $1

-- name: preferences_go_to
update person_preferences set person = $2 where person = $1

-- name: consent_insert
insert into person_consents (id, site, person, purpose, given, obtained, evidence, at, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: consents_of
select c.purpose, c.given, c.obtained, c.evidence, c.at, coalesce(s.name, '')
  from person_consents c left join staff s on s.id = c.recorded_by where c.person = $1 order by c.id desc

-- name: consent_standing
select given from person_consents where person = $1 and purpose = $2 order by id desc limit 1

-- name: consents_go_to
update person_consents set person = $2 where person = $1

-- An erased person's yes and no stay as what happened; what papers name them does not.
-- name: consents_forget
update person_consents set evidence = '' where person = $1

-- name: person_becomes_sign
update persons set merged_into = $2, version = version + 1 where id = $1 and version = $3

-- name: signs_go_to
update persons set merged_into = $2 where merged_into = $1

-- name: signs_to
select id from persons where merged_into = $1

-- name: person_erase_sign
update persons set name = '', id_number = '', note = '', erased_at = $2, version = version + 1 where id = $1

-- name: roles_go_to
insert into unit_roles (unit, person, role, since, site, until_day)
select r.unit, $2, r.role, r.since, r.site, r.until_day from unit_roles r
 where r.person = $1 and not exists (select 1 from unit_roles e where e.person = $2 and e.unit = r.unit and e.role = r.role and e.since = r.since)

-- name: roles_clear
delete from unit_roles where person = $1

-- name: matters_go_to
update open_matters set person = $2 where person = $1

-- name: persons_with_phone
select distinct person from phones where site = $1 and reversed = $2 and person <> $3 order by person limit 10

-- name: unit_find
select id, room, note, area_hundredths, version from units where id = $1 and site = $2

-- name: unit_save
update units set note = $2, area_hundredths = $3, version = version + 1 where id = $1 and version = $4

-- name: unit_people_ever
select p.id, p.kind, p.name, coalesce((select f.display from phones f where f.person = p.id order by f.position limit 1), ''),
       r.role, r.since, r.until_day, case when p.erased_at is null then 0 else 1 end
  from unit_roles r join persons p on p.id = r.person
 where r.unit = $1
 order by case when r.until_day is null then 0 else 1 end, r.until_day desc,
          case r.role when 'owner' then 0 when 'tenant' then 1 when 'occupant' then 2 when 'enterprise_user' then 3 else 4 end, r.since desc, p.id
