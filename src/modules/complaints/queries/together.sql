-- name: together_merged_into
select id, site, number, kind, about, source, category, unit, person, caller_name, caller_phone, place, subject, text, wants,
       severity, importance, state, receiver, responsible, executor, department, received_at, substance, finding, cause,
       verified_at, decision, promised_at, first_promised_at, promise_what, answer, answered_at, answer_channel, agreement,
       agreement_reason, outcome, closed_at, closed_by, raised_to, hand_overs, reopened, version, merged_into
  from complaints where merged_into = $1 order by id

-- name: together_entry
select id, event, facts, personal from journal where id = $1

-- name: together_other
select c.id, c.number, c.subject, c.state, 'new_', coalesce(u.room, ''), c.received_at, coalesce(s.name, '')
  from complaints c left join units u on u.id = c.unit left join staff s on s.id = c.responsible
 where c.id = $1

-- name: together_anything_open
select count(*) from obligations where subject_kind = 'complaint' and subject_id = $1 and state = 'open'

-- name: link_insert
insert into complaint_links (id, site, kind, from_complaint, to_complaint, made_at, made_by, removed_at) values ($1, $2, $3, $4, $5, $6, $7, null)

-- name: link_standing
select id from complaint_links
 where kind = $1 and removed_at is null and ((from_complaint = $2 and to_complaint = $3) or (from_complaint = $3 and to_complaint = $2 and $1 = 'related'))

-- name: link_find
select id, kind, from_complaint, to_complaint from complaint_links where id = $1 and site = $2 and removed_at is null

-- name: link_remove
update complaint_links set removed_at = $2 where id = $1 and removed_at is null

-- name: links_of
select id, kind, from_complaint, to_complaint from complaint_links where from_complaint = $1 and removed_at is null
union all
select id, kind, from_complaint, to_complaint from complaint_links where to_complaint = $1 and removed_at is null
 order by 1

-- name: reporter_insert
insert into complaint_reporters (id, site, complaint, unit, person, caller_name, caller_phone, source, text, reported_at, receiver, told_at, told_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, null, null)

-- name: reporter_standing
select count(*) from complaint_reporters where complaint = $1 and (unit = $2 or person = $3)

-- name: reporter_find
select id, unit, person, told_at from complaint_reporters where id = $1 and complaint = $2

-- name: reporters_who
select id, unit, person, caller_name, caller_phone from complaint_reporters where complaint = $1 order by id

-- name: reporters_persons
select distinct person from complaint_reporters where complaint = $1 and person is not null order by person

-- name: reporter_told
update complaint_reporters set told_at = $2, told_by = $3 where id = $1 and told_at is null

-- name: reporters_untold
select count(*) from complaint_reporters where complaint = $1 and told_at is null

-- name: reporters_move
update complaint_reporters set complaint = $2 where complaint = $1

-- name: reporters_of
select r.id, coalesce(u.room, ''), coalesce(p.name, r.caller_name), r.caller_phone, r.source, r.text, r.reported_at, coalesce(s.name, ''),
       r.told_at, coalesce(t.name, '')
  from complaint_reporters r
  left join units u on u.id = r.unit
  left join persons p on p.id = r.person
  left join staff s on s.id = r.receiver
  left join staff t on t.id = r.told_by
 where r.complaint = $1 order by r.id

-- name: reporters_forget
update complaint_reporters set caller_name = '', caller_phone = '', text = '' where person = $1

-- name: recurrences_forget
update complaint_recurrences set cause = '', measure = '' where complaint = $1

-- name: gatherings_forget
update complaint_gatherings set words = $2 where id = $1

-- What was closed at the same unit under the same heading since a time.
-- name: recurrence_candidates_of_unit
select id, subject, text, cause, finding, place from complaints
 where unit = $1 and category = $2 and state = 'closed' and closed_at >= $3 and id < $4
 order by received_at desc, id desc limit 20

-- Without a unit the place is words; the newest under the same heading are compared.
-- name: recurrence_candidates_of_place
select id, subject, text, cause, finding, place from (
    select id, subject, text, cause, finding, place, state, closed_at, received_at from complaints
     where site = $1 and category = $2 and unit is null and place <> '' and id < $4 order by received_at desc, id desc limit 200) newest
 where state = 'closed' and closed_at >= $3
 order by received_at desc, id desc

-- name: recurrence_insert
insert into complaint_recurrences (complaint, site, previous, chain, noticed_at, likeness, verdict, cause, measure, studied_at, studied_by)
values ($1, $2, $3, $4, $5, $6, null, '', '', null, null)

-- name: recurrence_find
select complaint, site, previous, chain, noticed_at, likeness, verdict, cause, measure, studied_at, studied_by
  from complaint_recurrences where complaint = $1

-- name: recurrence_study
update complaint_recurrences set verdict = $2, cause = $3, measure = $4, studied_at = $5, studied_by = $6 where complaint = $1 and studied_at is null

-- name: recurrence_rechain
update complaint_recurrences set chain = $2 where complaint = $1

-- name: recurrences_after
select complaint from complaint_recurrences where previous = $1 and complaint <> $1 and (verdict is null or verdict = 'same_cause') order by complaint

-- name: recurrence_chain
select r.complaint, r.noticed_at, r.likeness, r.verdict, r.cause, r.measure, r.studied_at, coalesce(s.name, '')
  from complaint_recurrences r left join staff s on s.id = r.studied_by
 where r.site = $1 and r.chain = $2 and (r.verdict is null or r.verdict = 'same_cause') order by r.complaint

-- name: recurrence_chains
select r.chain, count(*) as times, sum(case when r.studied_at is null then 1 else 0 end) as waiting, max(r.complaint) as newest
  from complaint_recurrences r
 where r.site = $1 and (r.verdict is null or r.verdict = 'same_cause')
 group by r.chain
having ($2 = 'all' or ($2 = 'waiting' and sum(case when r.studied_at is null then 1 else 0 end) > 0)
        or ($2 = 'done' and sum(case when r.studied_at is null then 1 else 0 end) = 0))
 order by max(r.complaint) desc

-- name: recurrence_heading
select coalesce(g.name, ''), coalesce(u.room, c.place)
  from complaints c left join complaint_categories g on g.id = c.category left join units u on u.id = c.unit where c.id = $1

-- name: invariant_merged_astray
select count(*) from complaints m left join complaints l on l.id = m.merged_into
 where m.site = $1 and m.merged_into is not null and (l.id is null or l.site <> m.site or l.id = m.id
   or (l.merged_into is not null and l.state not in ('closed', 'withdrawn') and m.state not in ('closed', 'withdrawn')))

-- name: invariant_merged_left_behind
select count(*) from complaints m join complaints l on l.id = m.merged_into
 where m.site = $1 and m.state not in ('closed', 'withdrawn') and l.state in ('closed', 'withdrawn')
   and (m.unit = l.unit or (m.unit is null and l.unit is null and m.person = l.person))

-- name: invariant_reporters_forgotten
select count(*) from complaint_reporters r join complaints c on c.id = r.complaint
 where r.site = $1 and r.told_at is null
   and (c.state in ('closed', 'withdrawn')
        or not exists (select 1 from obligations o where o.subject_kind = 'complaint' and o.subject_id = c.id and o.act = 'tell_also_reported'
                          and (o.state = 'open' or o.state = 'waived')))

-- name: invariant_recurrences_forgotten
select count(*) from complaint_recurrences r
 where r.site = $1 and r.studied_at is null
   and not exists (select 1 from obligations o where o.subject_kind = 'complaint' and o.subject_id = r.complaint and o.act = 'prevent_recurrence'
                      and (o.state = 'open' or o.state = 'waived'))

-- name: invariant_not_gathered
select count(*) from complaints c where c.site = $1
   and not exists (select 1 from complaint_gathered g where g.site = c.site and g.received_at = c.received_at and g.complaint = c.id)

-- name: reporters_go_to_person
update complaint_reporters set person = $2 where person = $1

-- name: reporters_own_data
select c.number, r.text, r.reported_at, r.told_at from complaint_reporters r join complaints c on c.id = r.complaint where r.person = $1 order by r.id

-- name: gathered_goes_to_household
update complaint_gathered set household = $5 where site = $1 and received_at = $2 and complaint = $3 and household = $4
