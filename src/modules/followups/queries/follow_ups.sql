-- name: follow_up_find
select id, site, number, reason, state, complaint, unit, person, customer_name, customer_phone, matter, outcome, matter_facts, reopened,
       caller, department, opened_at, call_by, called_at, result, satisfaction, said, attempts, slots, points, open_points, signer,
       ready_at, signed_at, signed_by, dissatisfied_rule, salt, version, reporter
  from follow_ups where id = $1 and site = $2

-- name: follow_up_insert
insert into follow_ups (id, site, number, reason, state, complaint, unit, person, customer_name, customer_phone, matter, outcome,
                        matter_facts, reopened, caller, department, opened_at, call_by, called_at, result, satisfaction, said, attempts,
                        slots, points, open_points, signer, ready_at, signed_at, signed_by, dissatisfied_rule, salt, version,
                        reporter)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28,
        $29, $30, $31, $32, $33, $34)

-- name: follow_up_save
update follow_ups
   set state = $2, caller = $3, department = $4, called_at = $5, result = $6, satisfaction = $7, said = $8, attempts = $9, slots = $10,
       points = $11, open_points = $12, signer = $13, ready_at = $14, signed_at = $15, signed_by = $16, dissatisfied_rule = $17,
       version = version + 1
 where id = $1 and version = $18

-- name: follow_up_open_of
select id from follow_ups where complaint = $1 and state = 'open' and reporter is null order by id desc limit 1

-- name: follow_ups_open_of
select id from follow_ups where complaint = $1 and state = 'open' order by id

-- name: follow_ups_of_matter
select id, reporter from follow_ups where complaint = $1 and site = $2 order by opened_at, id

-- name: follow_up_open_of_person
select id from follow_ups where person = $1 and state = 'open' and complaint is null order by id desc limit 1

-- name: follow_up_newest_of
select id from follow_ups where complaint = $1 and site = $2 order by case when reporter is null then 0 else 1 end, id desc limit 1

-- name: follow_up_last_event
select event, at, actor from journal where subject_kind = 'follow_up' and subject_id = $1 order by seq desc limit 1

-- name: follow_up_attempts
select id, site, sheet, position, at, day, slot, counts, caller, result, note, questions from follow_up_attempts where sheet = $1 order by position

-- name: follow_up_attempt_insert
insert into follow_up_attempts (id, site, sheet, position, at, day, slot, counts, caller, result, note, questions)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: point_find
select id, site, sheet, position, state, text, raised_by, raised_at, owner, department, promised_at, first_promised_at, answer, channel,
       answered_at, answered_by, complaint, version
  from follow_up_points where id = $1 and site = $2

-- name: points_of_sheet
select id, site, sheet, position, state, text, raised_by, raised_at, owner, department, promised_at, first_promised_at, answer, channel,
       answered_at, answered_by, complaint, version
  from follow_up_points where sheet = $1 order by position

-- name: point_insert
insert into follow_up_points (id, site, sheet, position, state, text, raised_by, raised_at, owner, department, promised_at,
                              first_promised_at, answer, channel, answered_at, answered_by, complaint, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)

-- name: point_save
update follow_up_points
   set state = $2, owner = $3, department = $4, promised_at = $5, first_promised_at = $6, answer = $7, channel = $8, answered_at = $9,
       answered_by = $10, complaint = $11, version = version + 1
 where id = $1 and version = $12

-- name: point_became
update follow_up_points set complaint = $2, version = version + 1 where id = $1

-- name: point_owned_by
select count(*) from follow_up_points where sheet = $1 and owner = $2

-- name: point_category
select count(*) from complaint_categories where id = $1 and site in (0, $2)

-- name: hand_note
insert into follow_up_hands (sheet, staff) values ($1, $2) on conflict (sheet, staff) do nothing

-- name: hand_of
select count(*) from follow_up_hands where sheet = $1 and staff = $2

-- name: signature_insert
insert into follow_up_signatures (id, site, sheet, digest, signed_by, signed_at, voided_at, voided_by, voided_because)
values ($1, $2, $3, $4, $5, $6, null, null, '')

-- name: signature_void
update follow_up_signatures set voided_at = $2, voided_by = $3, voided_because = $4 where sheet = $1 and voided_at is null

-- name: signatures_of
select id, site, sheet, digest, signed_by, signed_at, voided_at, voided_by, voided_because
  from follow_up_signatures where sheet = $1 order by id desc

-- name: follow_up_named
select number, case when matter = '' then number else matter end, '' from follow_ups where id = $1 and site = $2

-- name: point_named
select f.number, case when p.text = '' then f.number else p.text end, '', f.id from follow_up_points p join follow_ups f on f.id = p.sheet where p.id = $1 and p.site = $2

-- name: follow_ups_of_person
select id from follow_ups where person = $1

-- name: points_of_person
select p.id from follow_up_points p join follow_ups f on f.id = p.sheet where f.person = $1

-- name: follow_ups_own_data
select number, matter, said, coalesce(satisfaction, ''), opened_at, called_at from follow_ups where person = $1 order by id

-- name: points_own_data
select f.number, p.text, p.answer, p.promised_at, p.answered_at from follow_up_points p join follow_ups f on f.id = p.sheet
 where f.person = $1 order by p.id

-- name: follow_up_forget_person
update follow_ups set customer_name = '', customer_phone = '', outcome = '', said = '', salt = '', version = version + 1 where person = $1

-- name: attempts_forget_person
update follow_up_attempts set note = '' where sheet in (select id from follow_ups where person = $1)

-- name: points_forget_person
update follow_up_points set text = '', answer = '', version = version + 1 where sheet in (select id from follow_ups where person = $1)

-- name: follow_up_person_moves
update follow_ups set person = $2, version = version + 1 where person = $1

-- name: follow_up_broken_numbers
select count(*) from number_series n
 where n.site = $1 and n.record = 'follow_up' and n.last <> (select count(*) from follow_ups f where f.site = n.site and f.number >= n.series || '-' and f.number < n.series || '.')

-- name: follow_up_broken_calls
select count(*) from obligations o
 where o.site = $1 and o.state = 'open' and o.act = 'follow_up' and o.subject_kind = 'complaint'
   and not exists (select 1 from follow_ups f where f.complaint = o.subject_id and f.state = 'open' and f.reporter is null)

-- name: follow_up_broken_debts
select count(*) from follow_ups f
 where f.site = $1 and f.state = 'open'
   and not exists (select 1 from obligations o where o.act = 'follow_up' and o.state <> 'kept' and o.state <> 'kept_late'
                      and ((o.subject_kind = 'follow_up' and o.subject_id = f.id) or (o.subject_kind = 'complaint' and o.subject_id = f.complaint and f.reporter is null)))

-- name: follow_up_broken_points
select count(*) from follow_ups f
 where f.site = $1 and (f.points <> (select count(*) from follow_up_points p where p.sheet = f.id)
                     or f.open_points <> (select count(*) from follow_up_points p where p.sheet = f.id and p.state = 'open'))

-- name: follow_up_broken_signatures
select count(*) from follow_up_signatures s join follow_ups f on f.id = s.sheet
 where s.site = $1 and s.voided_at is null
   and (f.signed_by is null or f.signed_by <> s.signed_by or exists (select 1 from follow_up_hands h where h.sheet = f.id and h.staff = s.signed_by))

-- name: follow_up_signed_sheets
select id from follow_ups where site = $1 and signed_at is not null and salt <> '' order by id desc limit 50
