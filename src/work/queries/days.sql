-- name: day_last
select day from site_days where site = $1 order by day desc limit 1

-- name: day_begin
insert into site_days (id, site, day, begun_at) values ($1, $2, $3, $4) on conflict (site, day) do nothing

-- name: day_of_id
select day from site_days where id = $1 and site = $2
