-- name: roster_swap_insert
insert into shift_swaps (id, site, asker, asker_day, asker_shift, other, other_day, other_shift, reason, state, asked_at, answered_at,
                         ruled_at, ruled_by, ruling, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked', $10, null, null, null, '', 1)

-- name: roster_swap_find
select id, site, asker, asker_day, asker_shift, other, other_day, other_shift, reason, state, version from shift_swaps where id = $1

-- name: roster_swap_waiting
select count(*) from shift_swaps where site = $1 and asker = $2 and asker_day = $3 and asker_shift = $4 and state in ('asked', 'agreed')

-- name: roster_swap_answer
update shift_swaps set state = $2, answered_at = $3, version = version + 1 where id = $1 and version = $4

-- name: roster_swap_rule
update shift_swaps set state = $2, ruled_at = $3, ruled_by = $4, ruling = $5, version = version + 1 where id = $1 and version = $6

-- name: roster_swap_list
-- $3 = 1: everybody's that wait for the ruling, too.
select w.id, w.asker, w.other, coalesce(a.name, ''), coalesce(o.name, ''), w.asker_day, k.name, w.other_day, coalesce(l.name, ''), w.reason,
       w.state, w.asked_at, w.ruling, w.version
  from shift_swaps w
  join shift_kinds k on k.id = w.asker_shift
  left join shift_kinds l on l.id = w.other_shift
  left join staff a on a.id = w.asker
  left join staff o on o.id = w.other
 where w.site = $1 and (w.asker = $2 or w.other = $2 or ($3 = 1 and w.state in ('agreed', 'approved', 'declined')))
 order by w.asked_at desc, w.id desc limit 100

-- name: roster_swap_to_answer
select count(*) from shift_swaps where site = $1 and other = $2 and state = 'asked'
