-- name: complaint_row
select c.id, c.number, c.kind, c.source, c.state, 'new_', c.subject, coalesce(u.room, ''), coalesce(p.name, c.caller_name),
       c.responsible, coalesce(s.name, ''), coalesce(d.name, ''), c.category, coalesce(g.name, ''), c.severity, c.importance,
       c.received_at, c.closed_at, '', '', null, null, 0, c.version
  from complaints c
  left join units u on u.id = c.unit
  left join persons p on p.id = c.person
  left join staff s on s.id = c.responsible
  left join departments d on d.id = c.department
  left join complaint_categories g on g.id = c.category
 where c.id = $1

-- name: complaint_next_owed
-- What a merged matter of the same household owes stands with the one it goes with.
select clause, act, due_at, opened_at, paused_at from obligations
 where subject_kind = 'complaint' and state = 'open' and subject_id in (
       select $1 union all
       select m.id from complaints m join complaints l on l.id = m.merged_into
        where m.merged_into = $1 and m.state not in ('closed', 'withdrawn') and l.state not in ('closed', 'withdrawn')
          and (m.unit = l.unit or (m.unit is null and l.unit is null and m.person = l.person)))
 order by case when paused_at is null then 0 else 1 end, due_at, id limit 1

-- name: complaint_attachments_view
select a.id, a.name, a.media_type, a.size, a.added_at, coalesce(s.name, '')
  from complaint_attachments a left join staff s on s.id = a.added_by where a.complaint = $1 order by a.id

-- name: complaint_attachment_count
select count(*) from complaint_attachments where complaint = $1

-- name: complaint_attachment_insert
insert into complaint_attachments (id, site, complaint, name, media_type, size, digest, added_at, added_by, content)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: complaint_attachment
select id, site, complaint, name, media_type, content from complaint_attachments where id = $1 and site = $2

-- name: complaint_earlier_of_unit
select id from complaints where unit = $1 and id <> $2 order by received_at desc, id desc limit 8

-- name: complaint_earlier_of_person
select id from complaints where person = $1 and id <> $2 order by received_at desc, id desc limit 8

-- name: complaint_open_matters
-- A merged matter of the same household is no second row: what it owes stands with the one it goes with.
select c.id, min(case when o.paused_at is null then o.due_at else 253402300799000 end),
       max(case when o.owner = $2 then 1 else 0 end), c.receiver, c.responsible, c.executor, c.department
  from obligations o join complaints m on m.id = o.subject_id
  left join complaints l on l.id = m.merged_into and m.state not in ('closed', 'withdrawn') and l.state not in ('closed', 'withdrawn')
       and (m.unit = l.unit or (m.unit is null and l.unit is null and m.person = l.person))
  join complaints c on c.id = coalesce(l.id, m.id)
 where o.site = $1 and o.subject_kind = 'complaint' and o.state = 'open'
 group by c.id, c.receiver, c.responsible, c.executor, c.department
 order by 2, 1

-- name: complaint_pins
select o.id, o.subject_id, '', case when o.act = 'follow_up' then 'follow_up' when o.act in ('verify', 'answer', 'answer_as_promised')
       then 'complaint' else 'other' end, o.clause, o.act, '', '', o.due_at, case when o.state = 'open' then 0 else 1 end
  from obligations o
 where o.site = $1 and o.due_at >= $2 and o.due_at < $3 and (o.owner = $4 or $5 = 1) and o.state <> 'waived' and o.subject_kind = 'complaint'
   and o.paused_at is null
 order by o.due_at, o.id limit 60

-- name: complaint_late_pins
select o.id, o.subject_id, '', case when o.act = 'follow_up' then 'follow_up' when o.act in ('verify', 'answer', 'answer_as_promised')
       then 'complaint' else 'other' end, o.clause, o.act, '', '', o.due_at, 0
  from obligations o
 where o.site = $1 and o.due_at < $2 and (o.owner = $3 or $4 = 1) and o.state = 'open' and o.subject_kind = 'complaint' and o.paused_at is null
 order by o.due_at desc, o.id limit 20

-- name: complaint_follow_ups
select o.id, o.subject_id, '', '', '', '', o.opened_at, o.due_at, 0
  from obligations o
 where o.site = $1 and o.subject_kind = 'complaint' and o.state = 'open' and o.act = 'follow_up' and (o.owner = $2 or $3 = 1)
 order by o.due_at, o.id limit $4

-- name: complaint_month_rates
select o.clause, '', sum(case when o.state = 'kept' then 1 else 0 end), count(*), 0, 10000
  from obligations o
 where o.site = $1 and o.clause = $2 and o.due_at >= $3 and o.due_at < $4 and o.state <> 'waived' and (o.due_at <= $5 or o.state <> 'open')
 group by o.clause

-- name: complaint_ids_open
select c.id, c.received_at from complaints c
 where c.site = $1 and c.state not in ('closed', 'withdrawn') and (c.received_at, c.id) < ($2, $3)
   and (cast($4 as bigint) is null or c.receiver = $4 or c.responsible = $4 or c.executor = $4 or c.department = $5)
   and (cast($6 as text) is null or c.kind = $6) and (cast($7 as text) is null or c.state = $7)
   and (cast($8 as bigint) is null or c.category = $8) and (cast($9 as bigint) is null or c.department = $9)
   and (cast($10 as bigint) is null or c.responsible = $10) and (cast($11 as bigint) is null or c.received_at >= $11)
   and (cast($12 as bigint) is null or c.received_at < $12)
 order by c.received_at desc, c.id desc limit $13

-- name: complaint_ids_newest
select c.id, c.received_at from complaints c
 where c.site = $1 and (c.received_at, c.id) < ($2, $3)
   and (cast($4 as bigint) is null or c.receiver = $4 or c.responsible = $4 or c.executor = $4 or c.department = $5)
   and (cast($6 as text) is null or c.kind = $6) and (cast($7 as text) is null or c.state = $7)
   and (cast($8 as bigint) is null or c.category = $8) and (cast($9 as bigint) is null or c.department = $9)
   and (cast($10 as bigint) is null or c.responsible = $10) and (cast($11 as bigint) is null or c.received_at >= $11)
   and (cast($12 as bigint) is null or c.received_at < $12)
 order by c.received_at desc, c.id desc limit $13

-- name: complaint_ids_of_category
select c.id, c.received_at from complaints c
 where c.site = $1 and c.category = $8 and (c.received_at, c.id) < ($2, $3)
   and (cast($4 as bigint) is null or c.receiver = $4 or c.responsible = $4 or c.executor = $4 or c.department = $5)
   and (cast($6 as text) is null or c.kind = $6) and (cast($7 as text) is null or c.state = $7)
   and (cast($9 as bigint) is null or c.department = $9)
   and (cast($10 as bigint) is null or c.responsible = $10) and (cast($11 as bigint) is null or c.received_at >= $11)
   and (cast($12 as bigint) is null or c.received_at < $12)
 order by c.received_at desc, c.id desc limit $13

-- name: complaint_ids_of_responsible
select c.id, c.received_at from complaints c
 where c.site = $1 and c.responsible = $10 and (c.received_at, c.id) < ($2, $3)
   and (cast($4 as bigint) is null or c.receiver = $4 or c.responsible = $4 or c.executor = $4 or c.department = $5)
   and (cast($6 as text) is null or c.kind = $6) and (cast($7 as text) is null or c.state = $7)
   and (cast($8 as bigint) is null or c.category = $8) and (cast($9 as bigint) is null or c.department = $9)
   and (cast($11 as bigint) is null or c.received_at >= $11)
   and (cast($12 as bigint) is null or c.received_at < $12)
 order by c.received_at desc, c.id desc limit $13

-- name: complaint_ids_of_department
select c.id, c.received_at from complaints c
 where c.site = $1 and c.department = $9 and (c.received_at, c.id) < ($2, $3)
   and (cast($4 as bigint) is null or c.receiver = $4 or c.responsible = $4 or c.executor = $4 or c.department = $5)
   and (cast($6 as text) is null or c.kind = $6) and (cast($7 as text) is null or c.state = $7)
   and (cast($8 as bigint) is null or c.category = $8)
   and (cast($10 as bigint) is null or c.responsible = $10) and (cast($11 as bigint) is null or c.received_at >= $11)
   and (cast($12 as bigint) is null or c.received_at < $12)
 order by c.received_at desc, c.id desc limit $13

-- name: complaint_ids_of_household
select c.id, c.received_at from complaints c
 where c.site = $1 and (c.unit = $14 or c.person = $15) and (c.received_at, c.id) < ($2, $3)
   and (cast($4 as bigint) is null or c.receiver = $4 or c.responsible = $4 or c.executor = $4 or c.department = $5)
   and (cast($6 as text) is null or c.kind = $6) and (cast($7 as text) is null or c.state = $7)
   and (cast($8 as bigint) is null or c.category = $8) and (cast($9 as bigint) is null or c.department = $9)
   and (cast($10 as bigint) is null or c.responsible = $10) and (cast($11 as bigint) is null or c.received_at >= $11)
   and (cast($12 as bigint) is null or c.received_at < $12)
 order by c.received_at desc, c.id desc limit $13

-- name: complaint_staff_name
select name from staff where id = $1
