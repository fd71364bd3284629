-- name: follow_ups_due
select f.id, coalesce(c.due_at, s.due_at, f.opened_at), f.caller, f.signer, f.department,
       case when exists (select 1 from follow_up_points p where p.sheet = f.id and p.owner = $2 and p.state = 'open') then 1 else 0 end
  from follow_ups f
  left join obligations c on f.reason = 'complaint' and f.reporter is null and c.subject_id = f.complaint and c.subject_kind = 'complaint' and c.state = 'open' and c.act = 'follow_up'
  left join obligations s on s.subject_id = f.id and s.subject_kind = 'follow_up' and s.state = 'open' and s.act = 'follow_up'
 where f.site = $1 and f.state = 'open'
 order by 2, 1

-- name: follow_ups_to_sign
select f.id, coalesce(s.due_at, f.ready_at), f.caller, f.signer, f.department,
       case when exists (select 1 from follow_up_points p where p.sheet = f.id and p.owner = $2 and p.state = 'open') then 1 else 0 end
  from follow_ups f
  left join obligations s on s.subject_id = f.id and s.subject_kind = 'follow_up' and s.state = 'open' and s.act = 'sign'
 where f.site = $1 and f.ready_at is not null and f.signed_at is null
 order by 2, 1

-- name: follow_ups_with_my_points
select f.id, min(p.promised_at), f.caller, f.signer, f.department, 1
  from follow_up_points p join follow_ups f on f.id = p.sheet
 where p.site = $1 and p.owner = $2 and p.state = 'open'
 group by f.id, f.caller, f.signer, f.department

-- name: follow_up_row
select f.id, f.number, f.reason, f.state, coalesce(p.name, f.customer_name), coalesce(u.room, ''), f.matter, coalesce(s.name, ''),
       coalesce(g.name, ''), f.opened_at, null, 0, f.result, f.satisfaction, f.attempts, f.slots, f.points, f.open_points, f.ready_at,
       f.signed_at, f.version
  from follow_ups f
  left join persons p on p.id = f.person
  left join units u on u.id = f.unit
  left join staff s on s.id = f.caller
  left join staff g on g.id = coalesce(f.signed_by, f.signer)
 where f.id = $1

-- name: follow_up_call_due
select o.due_at, o.breached from follow_ups f join obligations o on o.act = 'follow_up' and o.state = 'open'
   and o.subject_id = (case when f.reason = 'complaint' and f.reporter is null then f.complaint else f.id end)
   and o.subject_kind = (case when f.reason = 'complaint' and f.reporter is null then 'complaint' else 'follow_up' end)
 where f.id = $1 limit 1

-- name: follow_up_sign_due
select due_at, breached from obligations where subject_id = $1 and subject_kind = 'follow_up' and act = 'sign' and state = 'open' limit 1

-- name: follow_ups_count
select count(*) from (
  select 1 from follow_ups f
   where f.site = $1 and (cast($2 as bigint) is null or f.caller = $2 or f.signer = $2 or f.department = $3
      or exists (select 1 from follow_up_points p where p.sheet = f.id and p.owner = $2))
   limit $4) counted

-- name: follow_ups_newest
select f.id from follow_ups f
 where f.site = $1 and (f.opened_at, f.id) < ($4, $5) and (cast($2 as bigint) is null or f.caller = $2 or f.signer = $2 or f.department = $3
    or exists (select 1 from follow_up_points p where p.sheet = f.id and p.owner = $2))
 order by f.opened_at desc, f.id desc limit $6

-- name: promise_moves
select at, from_due, to_due, reason from obligation_moves where obligation = $1 order by position
