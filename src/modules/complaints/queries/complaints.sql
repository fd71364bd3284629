-- name: complaint_find
select id, site, number, kind, about, source, category, unit, person, caller_name, caller_phone, place, subject, text, wants,
       severity, importance, state, receiver, responsible, executor, department, received_at, substance, finding, cause,
       verified_at, decision, promised_at, first_promised_at, promise_what, answer, answered_at, answer_channel, agreement,
       agreement_reason, outcome, closed_at, closed_by, raised_to, hand_overs, reopened, version, merged_into
  from complaints where id = $1 and site = $2

-- name: complaint_insert
insert into complaints (id, site, number, kind, about, source, category, unit, person, caller_name, caller_phone, place, subject,
                        text, wants, severity, importance, state, receiver, responsible, executor, department, received_at,
                        substance, finding, cause, verified_at, decision, promised_at, first_promised_at, promise_what, answer,
                        answered_at, answer_channel, agreement, agreement_reason, outcome, closed_at, closed_by, raised_to,
                        hand_overs, reopened, version, merged_into)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26,
        $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44)

-- name: complaint_save
update complaints
   set severity = $2, importance = $3, state = $4, responsible = $5, executor = $6, department = $7, substance = $8, finding = $9,
       cause = $10, verified_at = $11, decision = $12, promised_at = $13, first_promised_at = $14, promise_what = $15, answer = $16,
       answered_at = $17, answer_channel = $18, agreement = $19, agreement_reason = $20, outcome = $21, closed_at = $22,
       closed_by = $23, raised_to = $24, hand_overs = $25, reopened = $26, merged_into = $28, version = version + 1
 where id = $1 and version = $27

-- name: complaint_category
select id, site, parent, name, initials, department, position from complaint_categories where id = $1 and site in (0, $2)

-- name: complaint_categories_of
select id, parent, name, initials, department from complaint_categories where site in (0, $1) order by position, id

-- name: complaint_category_insert
insert into complaint_categories (id, site, parent, name, initials, department, position) values ($1, $2, $3, $4, $5, $6, $7)

-- name: complaint_last_event
select event, at, actor from journal where subject_kind = 'complaint' and subject_id = $1 order by seq desc limit 1

-- name: complaint_forget_person
update complaints set caller_name = '', caller_phone = '', text = '', wants = '', version = version + 1 where person = $1

-- name: complaints_of_person
select id from complaints where person = $1

-- name: complaints_go_to_person
update complaints set person = $2, version = version + 1 where person = $1

-- name: complaints_own_data
select number, kind, state, subject, text, wants, answer, outcome, received_at, answered_at, closed_at
  from complaints where person = $1 order by received_at, id

-- name: complaint_named
select number, subject, '' from complaints where id = $1 and site = $2
