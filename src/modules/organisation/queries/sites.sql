-- name: site_insert
insert into sites (id, name, short_name, zone_offset_minutes, week, version) values ($1, $2, $3, $4, $5, 1)

-- name: site_save
update sites set name = $2, short_name = $3, week = $4, version = version + 1 where id = $1 and version = $5

-- name: site_find
select id, name, short_name, zone_offset_minutes, week, version from sites where id = $1

-- name: sites_all
select id, name, short_name, zone_offset_minutes, week, version from sites order by id

-- name: site_named
select id from sites where name = $1

-- name: company_insert
insert into company (id, name, greeting, version) values ($1, $2, '', 1)

-- name: company_read
select name, greeting, version from company order by id limit 1

-- name: company_save
update company set name = $1, greeting = $2, version = version + 1 where version = $3
