-- name: office_find
select address, phone, hours, web_address, version from public_offices where site = $1

-- name: office_insert
insert into public_offices (site, address, phone, hours, web_address, version) values ($1, $2, $3, $4, $5, 1)

-- name: office_save
update public_offices set address = $2, phone = $3, hours = $4, web_address = $5, version = version + 1 where site = $1 and version = $6

-- name: poster_insert
insert into public_posters (id, site, code, place_kind, place, made_at, made_by, withdrawn_at, version)
values ($1, $2, $3, $4, $5, $6, $7, null, 1)

-- name: poster_find
select id, site, code, place_kind, place, made_at, withdrawn_at, version from public_posters where id = $1 and site = $2

-- name: poster_by_code
select id, site, code, place_kind, place, made_at, withdrawn_at, version from public_posters where code = $1 and withdrawn_at is null

-- name: poster_by_id
select id, site, code, place_kind, place, made_at, withdrawn_at, version from public_posters where id = $1

-- name: poster_withdraw
update public_posters set withdrawn_at = $2, version = version + 1 where id = $1 and version = $3 and withdrawn_at is null

-- name: poster_standing
select id, site, code, place_kind, place, made_at, withdrawn_at, version from public_posters
 where site = $1 and place_kind = $2 and place = $3 and withdrawn_at is null

-- name: posters_of_site
select id, site, code, place_kind, place, made_at, withdrawn_at, version from public_posters where site = $1
 order by case when withdrawn_at is null then 0 else 1 end, id desc limit 500

-- name: poster_counts
select poster, sum(case when state = 'waiting' then 1 else 0 end) as waiting, count(*) as submissions
  from submissions where site = $1 group by poster
