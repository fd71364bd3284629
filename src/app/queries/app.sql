-- name: setting_read
select value
  from settings
 where name = $1

-- name: setting_write
insert into settings (name, value)
values ($1, $2)
on conflict (name) do update
   set value = excluded.value

-- name: lease_find
select holder, epoch, until_at
  from leases
 where name = $1

-- name: lease_create
insert into leases (name, holder, epoch, until_at)
values ($1, '', 0, 0)
on conflict (name) do nothing

-- A lease goes to its holder again, or to anybody once it has run out; each new holder counts the epoch up.
-- name: lease_take
update leases
   set epoch = case when holder = $2 then epoch else epoch + 1 end,
       until_at = $4,
       holder = $2
 where name = $1
   and (holder = $2 or until_at < $3)

-- Still ours? Held until the end of the transaction, so that nobody takes over in the middle of a firing.
-- name: lease_holds
update leases
   set epoch = epoch
 where name = $1
   and holder = $2
   and epoch = $3

-- name: lease_give_up
update leases
   set until_at = 0
 where name = $1
   and holder = $2

-- name: feed_heads
select site, seq
  from journal_heads

-- name: feed_after
select site, seq, event, subject_kind, subject_id
  from journal
 where site = $1
   and seq > $2
 order by seq
 limit 500

-- name: highest_ids
select coalesce(max(last_id), 0)
  from journal_heads
union all
select coalesce(max(id), 0)
  from obligations
union all
select coalesce(max(id), 0)
  from timers
union all
select coalesce(max(id), 0)
  from alerts
