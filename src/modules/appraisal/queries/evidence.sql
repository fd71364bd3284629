-- name: proposal_insert
insert into appraisal_proposals (id, site, employee, at, month, fact, rule, item, points, clause, act, subject_kind, subject_id, state, appraisal,
                                 decided_at, decided_by, reason)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'open', 0, null, null, '')
on conflict (site, fact) do nothing

-- name: proposals_of
select id, site, employee, at, month, fact, rule, item, points, clause, act, subject_kind, subject_id, state, appraisal, decided_at, decided_by,
       reason
  from appraisal_proposals where employee = $1 and month = $2 order by at, id

-- name: proposal_find
select id, site, employee, at, month, fact, rule, item, points, clause, act, subject_kind, subject_id, state, appraisal, decided_at, decided_by,
       reason
  from appraisal_proposals where id = $1

-- name: proposal_decide
update appraisal_proposals set state = $2, appraisal = $3, decided_at = $4, decided_by = $5, reason = $6 where id = $1 and state = 'open'

-- name: evidence_head
select seq from journal_heads where site = $1

-- name: evidence_month_signed
select count(*) from appraisals where employee = $1 and kind = 'month' and period = $2 and state <> 'planned'

-- name: proposal_withdraw
delete from appraisal_proposals where site = $1 and fact = $2 and state = 'open'
