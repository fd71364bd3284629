-- name: number_count
insert into number_series (site, record, series, last) values ($1, $2, $3, 1)
on conflict (site, record, series) do update set last = number_series.last + 1

-- name: number_last
select last from number_series where site = $1 and record = $2 and series = $3
