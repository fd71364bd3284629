-- name: complaint_imported
select complaint from complaint_imports where site = $1 and source_name = $2 and external = $3

-- name: complaint_note_import
insert into complaint_imports (site, source_name, external, complaint) values ($1, $2, $3, $4)

-- name: complaint_category_count
select count(*) from complaint_categories where site = $1

-- name: invariant_open_without_owner
select count(*) from complaints where site = $1 and state not in ('closed', 'withdrawn') and responsible is null

-- name: invariant_open_without_due
-- A merged matter of the same household is settled with the other one: its due time is that one's.
select count(*) from complaints c where c.site = $1 and c.state not in ('closed', 'withdrawn')
   and not exists (select 1 from obligations o where o.subject_kind = 'complaint' and o.state = 'open'
                      and (o.subject_id = c.id or o.subject_id = c.merged_into))

-- name: invariant_closed_unanswered
select count(*) from complaints where site = $1 and state = 'closed' and (answered_at is null or answer = '')

-- name: invariant_closed_over_debt
select count(*) from complaints c join obligations o on o.subject_id = c.id and o.subject_kind = 'complaint'
 where c.site = $1 and c.state = 'closed' and o.state = 'open' and o.blocks_closing = 1

-- name: invariant_next_due_wrong
select count(*) from (
    select c.id, min(case when o.paused_at is null then o.due_at else 253402300799000 end) as due
      from obligations o join complaints m on m.id = o.subject_id
      left join complaints l on l.id = m.merged_into and m.state not in ('closed', 'withdrawn') and l.state not in ('closed', 'withdrawn')
           and (m.unit = l.unit or (m.unit is null and l.unit is null and m.person = l.person))
      join complaints c on c.id = coalesce(l.id, m.id)
     where o.site = $1 and o.subject_kind = 'complaint' and o.state = 'open' group by c.id) owed
  join complaints c on c.id = owed.id
 where c.next_due_at is null or c.next_due_at <> owed.due

-- name: invariant_next_due_left
select count(*) from complaints c where c.site = $1 and c.next_due_at is not null
   and not exists (select 1 from obligations o join complaints m on m.id = o.subject_id
                    where o.subject_kind = 'complaint' and o.state = 'open' and (m.id = c.id or m.merged_into = c.id))

-- name: invariant_number_gaps
select count(*) from number_series n
 where n.site = $1 and n.record = 'complaint' and n.last <> (select count(*) from complaints c where c.site = n.site and c.number >= n.series || '-' and c.number < n.series || '.')
