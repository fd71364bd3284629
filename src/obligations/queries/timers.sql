-- name: timer_set
insert into timers (id, site, obligation, fires_at, step, addressee, fired_at) values ($1, $2, $3, $4, $5, $6, null)

-- name: timers_clear
delete from timers where obligation = $1 and fired_at is null

-- name: timers_due
select id, site, obligation, fires_at, step, addressee from timers
 where fired_at is null and fires_at <= $1 order by fires_at, id limit $2

-- name: timer_next
select fires_at from timers where fired_at is null order by fires_at, id limit 1

-- name: timer_fire
update timers set fired_at = $2 where id = $1 and fired_at is null

-- name: timers_fired_steps
select step from timers where obligation = $1 and fired_at is not null

-- name: alert_raise
insert into alerts (id, site, obligation, clause, step, to_post, to_staff, at, seen_at, seen_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, null, null)

-- An alert is over with its obligation; seen_by stays empty: nobody looked.
-- name: alerts_over
update alerts set seen_at = $2 where obligation = $1 and seen_at is null
