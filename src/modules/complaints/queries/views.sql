-- name: complaint_rows (sqlite)
-- One page of a queue in one query: $1 is the ids as a JSON array, and its order is the page's. What a merged matter of the
-- same household owes stands with the one it goes with.
select c.id, c.number, c.kind, c.source, c.state, 'new_', c.subject, coalesce(u.room, ''), coalesce(p.name, c.caller_name),
       c.responsible, coalesce(s.name, ''), coalesce(d.name, ''), c.category, coalesce(g.name, ''), c.severity, c.importance,
       c.received_at, c.closed_at, coalesce(o.clause, ''), coalesce(o.act, ''), o.due_at, o.opened_at,
       case when o.paused_at is null then 0 else 1 end, c.version
  from json_each($1) page
  join complaints c on c.id = page.value
  left join obligations o on o.id = (select n.id from obligations n
                                      where n.subject_kind = 'complaint' and n.state = 'open' and c.next_due_at is not null
                                        and n.subject_id in (
                                            select c.id union all
                                            select m.id from complaints m
                                             where m.merged_into = c.id and m.state not in ('closed', 'withdrawn') and c.state not in ('closed', 'withdrawn')
                                               and (m.unit = c.unit or (m.unit is null and c.unit is null and m.person = c.person)))
                                      order by case when n.paused_at is null then 0 else 1 end, n.due_at, n.id limit 1)
  left join units u on u.id = c.unit
  left join persons p on p.id = c.person
  left join staff s on s.id = c.responsible
  left join departments d on d.id = c.department
  left join complaint_categories g on g.id = c.category
 order by page.key

-- name: complaint_rows (postgresql)
select c.id, c.number, c.kind, c.source, c.state, 'new_', c.subject, coalesce(u.room, ''), coalesce(p.name, c.caller_name),
       c.responsible, coalesce(s.name, ''), coalesce(d.name, ''), c.category, coalesce(g.name, ''), c.severity, c.importance,
       c.received_at, c.closed_at, coalesce(o.clause, ''), coalesce(o.act, ''), o.due_at, o.opened_at,
       case when o.paused_at is null then 0 else 1 end, c.version
  from json_array_elements_text(cast($1 as json)) with ordinality as page (value, place)
  join complaints c on c.id = cast(page.value as bigint)
  left join lateral (select n.clause, n.act, n.due_at, n.opened_at, n.paused_at from obligations n
                      where n.subject_kind = 'complaint' and n.state = 'open' and c.next_due_at is not null
                        and n.subject_id in (
                            select c.id union all
                            select m.id from complaints m
                             where m.merged_into = c.id and m.state not in ('closed', 'withdrawn') and c.state not in ('closed', 'withdrawn')
                               and (m.unit = c.unit or (m.unit is null and c.unit is null and m.person = c.person)))
                      order by case when n.paused_at is null then 0 else 1 end, n.due_at, n.id limit 1) o on true
  left join units u on u.id = c.unit
  left join persons p on p.id = c.person
  left join staff s on s.id = c.responsible
  left join departments d on d.id = c.department
  left join complaint_categories g on g.id = c.category
 order by page.place

-- A merged matter of the same household has no place of its own: what it owes stands with the one it goes with. So a
-- change of one may move the other.
-- name: complaint_next_due
update complaints
   set next_due_at = case when exists (select 1 from complaints l
                                        where l.id = complaints.merged_into and complaints.state not in ('closed', 'withdrawn')
                                          and l.state not in ('closed', 'withdrawn')
                                          and (complaints.unit = l.unit or (complaints.unit is null and l.unit is null and complaints.person = l.person)))
                     then null
                     else (select min(case when o.paused_at is null then o.due_at else 253402300799000 end) from obligations o
                            where o.subject_kind = 'complaint' and o.state = 'open' and o.subject_id in (
                                  select complaints.id union all
                                  select m.id from complaints m
                                   where m.merged_into = complaints.id and m.state not in ('closed', 'withdrawn')
                                     and complaints.state not in ('closed', 'withdrawn')
                                     and (m.unit = complaints.unit or (m.unit is null and complaints.unit is null and m.person = complaints.person)))) end
 where id in (select $1 union all
              select k.merged_into from complaints k where k.id = $1 and k.merged_into is not null union all
              select k.id from complaints k where k.merged_into = $1)

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

-- name: complaint_ids_due
-- What is owed next first. $4: due by then; $5, $6: only what this reader or department has part in; $7: 1 for what nobody
-- is responsible for; $8: only what this person does, is responsible for or owes something on.
select c.id, c.next_due_at from complaints c
 where c.site = $1 and c.next_due_at is not null and (c.next_due_at, c.id) > ($2, $3) and c.next_due_at <= $4
   and (cast($5 as bigint) is null or c.responsible = $5 or c.department = $6 or c.executor = $5 or c.receiver = $5
        or c.id in (select o.subject_id from obligations o where o.site = $1 and o.owner = $5 and o.state = 'open' and o.subject_kind = 'complaint')
        or c.id in (select m.merged_into from obligations o cross join complaints m
                     where o.site = $1 and o.owner = $5 and o.state = 'open' and o.subject_kind = 'complaint' and m.id = o.subject_id
                       and m.merged_into is not null and m.state not in ('closed', 'withdrawn')))
   and ($7 = 0 or c.responsible is null)
   and (cast($8 as bigint) is null or c.responsible = $8 or c.executor = $8
        or c.id in (select o.subject_id from obligations o where o.site = $1 and o.owner = $8 and o.state = 'open' and o.subject_kind = 'complaint')
        or c.id in (select m.merged_into from obligations o cross join complaints m
                     where o.site = $1 and o.owner = $8 and o.state = 'open' and o.subject_kind = 'complaint' and m.id = o.subject_id
                       and m.merged_into is not null and m.state not in ('closed', 'withdrawn')))
 order by c.next_due_at, c.id limit $9

-- name: complaint_queue_counts
-- Every tab's count in one pass over the same index: $2 the reader, $3 now, $4 the end of the day, $5 and $6 as above.
with q as materialized (
    select case when c.responsible = $2 or c.executor = $2
                  or c.id in (select o.subject_id from obligations o where o.site = $1 and o.owner = $2 and o.state = 'open' and o.subject_kind = 'complaint')
                  or c.id in (select m.merged_into from obligations o cross join complaints m
                               where o.site = $1 and o.owner = $2 and o.state = 'open' and o.subject_kind = 'complaint' and m.id = o.subject_id
                                 and m.merged_into is not null and m.state not in ('closed', 'withdrawn'))
                then 1 else 0 end as mine,
           case when c.responsible is null then 1 else 0 end as free,
           case when c.next_due_at <= $3 then 1 else 0 end as late,
           case when c.next_due_at <= $4 then 1 else 0 end as today
      from complaints c
     where c.site = $1 and c.next_due_at is not null
       and (cast($5 as bigint) is null or c.responsible = $5 or c.department = $6 or c.executor = $5 or c.receiver = $5
            or c.id in (select o.subject_id from obligations o where o.site = $1 and o.owner = $5 and o.state = 'open' and o.subject_kind = 'complaint')
            or c.id in (select m.merged_into from obligations o cross join complaints m
                         where o.site = $1 and o.owner = $5 and o.state = 'open' and o.subject_kind = 'complaint' and m.id = o.subject_id
                           and m.merged_into is not null and m.state not in ('closed', 'withdrawn')))
)
select count(*), coalesce(sum(q.mine), 0), coalesce(sum(q.free), 0), coalesce(sum(q.late), 0), coalesce(sum(q.today), 0),
       coalesce(sum(q.mine * q.late), 0), coalesce(sum(q.mine * q.today), 0)
  from q

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
select o.id, o.subject_id, '', '', '', '', '', '', o.opened_at, o.due_at,
       (select count(*) from journal j where j.subject_kind = 'complaint' and j.subject_id = o.subject_id and j.event = 'follow_up.attempted')
  from obligations o
 where o.site = $1 and o.subject_kind = 'complaint' and o.state = 'open' and o.act = 'follow_up' and (o.owner = $2 or $3 = 1)
 order by o.due_at, o.id limit 100

-- name: complaint_follow_ups_count
select count(*) from obligations o
 where o.site = $1 and o.subject_kind = 'complaint' and o.state = 'open' and o.act = 'follow_up' and (o.owner = $2 or $3 = 1)

-- name: complaint_month_rates
select o.clause, '', sum(case when o.state = 'kept' then 1 else 0 end), count(*), 0, 10000
  from obligations o
 where o.site = $1 and o.clause = $2 and o.due_at >= $3 and o.due_at < $4 and o.state <> 'waived' and (o.due_at <= $5 or o.state <> 'open')
 group by o.clause

-- part: filters
(cast($4 as text) is null or c.kind = $4) and (cast($5 as text) is null or c.state = $5)
   and (cast($6 as bigint) is null or c.category = $6) and (cast($7 as bigint) is null or c.department = $7)
   and (cast($8 as bigint) is null or c.responsible = $8) and (cast($9 as bigint) is null or c.received_at >= $9)
   and (cast($10 as bigint) is null or c.received_at < $10)

-- part: walk
select c.id, c.received_at from complaints c where c.site = $1 and (c.received_at, c.id) < ($2, $3)

-- part: newest
order by c.received_at desc, c.id desc limit $11

-- name: complaint_ids_open
-- Newest first. Each walks one index down from ($2, $3): the rarest filters name it, the others stand in its own columns.
-- $12 and $13: only what this reader or department has part in.
select c.id, c.received_at from complaints c
 where c.site = $1 and c.state not in ('closed', 'withdrawn') and (c.received_at, c.id) < ($2, $3)
   and (cast($12 as bigint) is null or c.responsible = $12 or c.department = $13 or c.receiver = $12 or c.executor = $12) and {filters} {newest}

-- name: complaint_ids_newest
{walk} and {filters} {newest}

-- name: complaint_ids_of_kind
{walk} and c.kind = $4 and {filters} {newest}

-- name: complaint_ids_of_state
{walk} and c.state = $5 and {filters} {newest}

-- name: complaint_ids_of_category
{walk} and c.category = $6 and {filters} {newest}

-- name: complaint_ids_of_department
{walk} and c.department = $7 and {filters} {newest}

-- name: complaint_ids_of_responsible
{walk} and c.responsible = $8 and {filters} {newest}

-- name: complaint_ids_of_category_kind
{walk} and c.category = $6 and c.kind = $4 and {filters} {newest}

-- name: complaint_ids_of_category_department
{walk} and c.category = $6 and c.department = $7 and {filters} {newest}

-- name: complaint_ids_of_category_responsible
{walk} and c.category = $6 and c.responsible = $8 and {filters} {newest}

-- name: complaint_ids_of_responsible_department
{walk} and c.responsible = $8 and c.department = $7 and {filters} {newest}

-- A household is a unit, a person, or both; each walk stops at the limit.
-- name: complaint_ids_of_household
select part.id, part.received_at from (
    select * from (
        {walk} and c.unit = $14
           and (cast($12 as bigint) is null or c.responsible = $12 or c.department = $13 or c.receiver = $12 or c.executor = $12) and {filters} {newest}) as by_unit
    union
    select * from (
        {walk} and c.person = $15
           and (cast($12 as bigint) is null or c.responsible = $12 or c.department = $13 or c.receiver = $12 or c.executor = $12) and {filters} {newest}) as by_person) as part
 order by part.received_at desc, part.id desc limit $11

-- One walk for each part a person may have in a matter.
-- name: complaint_ids_taking_part
select part.id, part.received_at from (
    select * from (
        {walk} and c.responsible = $12 and {filters} {newest}) as by_responsible
    union
    select * from (
        {walk} and c.receiver = $12 and {filters} {newest}) as by_receiver
    union
    select * from (
        {walk} and c.executor = $12 and {filters} {newest}) as by_executor
    union
    select * from (
        {walk} and c.department = $13 and {filters} {newest}) as by_department) as part
 order by part.received_at desc, part.id desc limit $11
