-- name: debt_alert
select id, site, obligation, clause, step, to_post, to_staff, at, seen_at, seen_by from alerts where id = $1 and site = $2

-- name: debt_alert_seen
update alerts set seen_at = $2, seen_by = $3 where id = $1 and seen_at is null

-- name: debt_alerts
select a.id, a.obligation, o.subject_kind, o.subject_id, a.clause, o.act, coalesce(s.name, ''), a.step, a.at, o.due_at,
       case when a.seen_at is null then 0 else 1 end
  from alerts a join obligations o on o.id = a.obligation
  left join staff s on s.id = o.owner
 where a.site = $1 and a.seen_at is null and o.state = 'open' and (a.to_staff = $2 or (a.to_staff is null and a.to_post = $3))
 order by a.at desc, a.id desc limit 20

-- name: debts_open
-- $3: the posts of the reader between commas.
select o.id, o.subject_kind, o.subject_id, o.clause, o.act, o.owing_post, coalesce(s.name, ''), o.opened_at, o.due_at,
       case when o.paused_at is null then 0 else 1 end, 0
  from obligations o left join staff s on s.id = o.owner
 where o.site = $1 and o.subject_kind <> 'complaint' and o.act <> 'follow_up' and o.state = 'open'
   and (o.owner = $2 or (o.owner is null and $3 like '%,' || o.owing_post || ',%'))
 order by case when o.paused_at is null then 0 else 1 end, o.due_at, o.id limit 500

-- name: debts_calls
select o.id, o.subject_kind, o.subject_id, o.clause, o.act, o.owing_post, coalesce(s.name, ''), o.opened_at, o.due_at,
       case when o.paused_at is null then 0 else 1 end, 0
  from obligations o left join staff s on s.id = o.owner
 where o.site = $1 and o.subject_kind <> 'complaint' and o.act = 'follow_up' and o.state = 'open'
   and ($4 = 1 or o.owner = $2 or (o.owner is null and $3 like '%,' || o.owing_post || ',%'))
 order by o.due_at, o.id limit 500

-- name: debts_of_day
select o.id, o.subject_kind, o.subject_id, o.clause, o.act, o.owing_post, coalesce(s.name, ''), o.opened_at, o.due_at, 0,
       case when o.state = 'open' then 0 else 1 end
  from obligations o left join staff s on s.id = o.owner
 where o.site = $1 and o.subject_kind <> 'complaint' and o.state <> 'waived' and o.paused_at is null and o.due_at < $5
   and (o.state = 'open' or o.due_at >= $4)
   and ($6 = 1 or o.owner = $2 or (o.owner is null and $3 like '%,' || o.owing_post || ',%'))
 order by o.due_at, o.id limit 80

-- name: debts_without_owner
select count(*) from obligations where site = $1 and state = 'open' and owner is null and owing_post = ''

-- name: debt_subjects_open
select distinct subject_kind, subject_id from obligations where site = $1 and state = 'open' and subject_kind <> 'complaint'

-- name: debts_timer_unfired
select count(*) from timers where site = $1 and fired_at is null and fires_at <= $2

-- name: debts_breached_twice
select count(*) from (select obligation from timers where site = $1 and step = -1 and fired_at is not null
                       group by obligation, fires_at having count(*) > 1) as twice

-- name: debts_late_not_breached
select count(*) from obligations where site = $1 and state = 'open' and paused_at is null and due_at <= $2 and breached = 0

-- name: debts_without_timer
-- A clock that runs and is not past must have a timer waiting, else nobody would be told.
select count(*) from obligations o where o.site = $1 and o.state = 'open' and o.paused_at is null and o.due_at > $2
   and not exists (select 1 from timers t where t.obligation = o.id and t.fired_at is null)
