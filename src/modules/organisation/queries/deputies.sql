-- name: deputy_insert
insert into deputies (id, staff, deputy, from_at, until_at, reason) values ($1, $2, $3, $4, $5, $6)

-- name: deputy_now
select deputy from deputies where staff = $1 and from_at <= $2 and until_at > $2 order by from_at desc, id desc limit 1

-- name: deputy_overlapping
select count(*) from deputies where staff = $1 and from_at < $3 and until_at > $2

-- name: deputy_absentees_of
select distinct staff from deputies where deputy = $1 and from_at <= $2 and until_at > $2 order by staff
