-- part: how_it_ended
case when o.state = 'waived' then 'excluded' when o.state <> 'open' then o.state
              when o.due_at <= $5 then 'late_open' else 'open' end as outcome,
         case when o.state <> 'waived' then '' when o.reason = 'follow_up.refused' then 'refused'
              when o.reason = 'follow_up.unreachable' then 'unreachable' when o.reason = 'complaint.reopened' then 'reopened'
              when o.reason = 'follow_up.cancelled' then 'cancelled' else 'by_authority' end as exclusion

-- part: owed_calls
o.site = $1 and o.clause = $2 and o.act = 'follow_up' and o.due_at >= $3 and o.due_at < $4
     and (cast($6 as bigint) is null or o.owner = $6 or o.department = $7)

-- part: reason_of_call
(case when o.subject_kind = 'complaint' then 'complaint' else (select f.reason from follow_ups f where f.id = o.subject_id) end)

-- part: call
y.id, y.subject_kind, y.subject_id, y.owner, y.outcome, y.exclusion, y.reason, y.opened_at, y.due_at, y.ended_at

-- part: calls
select o.id, o.subject_kind, o.subject_id, o.owner, o.reason, o.opened_at, o.due_at, o.ended_at,
         {how_it_ended}
    from obligations o
   where {owed_calls} and (o.due_at, o.id) < ($10, $11)

-- name: rate_groups
select y.outcome, y.exclusion, count(*) from (
  select {how_it_ended}
    from obligations o
   where {owed_calls}) y
 group by y.outcome, y.exclusion
 order by y.outcome, y.exclusion

-- name: rate_groups_of_reason
select y.outcome, y.exclusion, count(*) from (
  select {how_it_ended}
    from obligations o
   where {owed_calls} and $8 = {reason_of_call}) y
 group by y.outcome, y.exclusion
 order by y.outcome, y.exclusion

-- name: rate_rows
select {call} from (
  {calls}) y
 where (y.outcome = $8 or ($8 = 'denominator' and y.outcome in ('kept', 'kept_late', 'late_open')))
   and (cast($9 as text) is null or y.exclusion = $9)
 order by y.due_at desc, y.id desc limit $12

-- name: rate_confirmed
select count(*) from parameter_confirmations where clause = $1 and parameter = $2

-- part: how_it_stands
case when o.breached = 1 or o.state = 'kept_late' or (o.state = 'open' and o.due_at <= $4) then 'broken'
              when o.state = 'kept' then 'kept' when o.state = 'waived' then 'released'
              when o.due_at <= $5 then 'about_to_break' else 'open' end as state

-- part: promises
o.site = $1 and o.act in ('answer_as_promised', 'answer_point') and o.due_at >= $2 and o.due_at < $3
     and (cast($6 as bigint) is null or o.owner = $6 or o.department = $7)

-- part: promise
y.id, y.subject_kind, y.subject_id, y.opened_by, y.owner, y.department, y.state, y.opened_at, y.first_due_at, y.due_at, y.ended_at, y.answered

-- part: promises_of
select o.id, o.subject_kind, o.subject_id, o.opened_by, o.owner, o.department, o.opened_at, o.first_due_at, o.due_at, o.ended_at, o.moved,
         case when o.state in ('kept', 'kept_late') then 1 else 0 end as answered,
         {how_it_stands}
    from obligations o
   where {promises}
     and (cast($9 as bigint) is null or o.owner = $9) and (cast($10 as bigint) is null or o.department = $10)
     and (cast($11 as bigint) is null or (case when o.moved > 0 then 1 else 0 end) = $11)

-- name: promise_groups
select y.owner, y.department, y.state, y.moved, count(*) from (
  select o.owner, o.department, case when o.moved > 0 then 1 else 0 end as moved,
         {how_it_stands}
    from obligations o
   where {promises}) y
 group by y.owner, y.department, y.state, y.moved

-- name: promise_rows_ahead
select {promise} from (
  {promises_of}
     and o.due_at > $4 and (o.due_at, o.id) > ($12, $13)) y
 where y.state = $8
 order by y.due_at, y.id limit $14

-- name: promise_rows_back
select {promise} from (
  {promises_of}
     and (o.due_at, o.id) < ($12, $13)) y
 where (cast($8 as text) is null or y.state = $8)
 order by y.due_at desc, y.id desc limit $14

-- name: promise_opening
select facts, coalesce(personal, '') from journal where subject_kind = $1 and subject_id = $2 and id = $3

-- name: plan_version
select coalesce(max(version), 0) from follow_up_plans where site = $1 and year = $2

-- name: plan_targets
select p.version, p.reason, p.calls, p.rate_hundredths, p.satisfied_hundredths, coalesce(s.name, ''), p.set_at, p.remark
  from follow_up_plans p left join staff s on s.id = p.set_by
 where p.site = $1 and p.year = $2
 order by p.version desc, p.reason

-- name: plan_insert
insert into follow_up_plans (site, year, version, reason, calls, rate_hundredths, satisfied_hundredths, set_by, set_at, remark)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: plan_heard
select count(*), coalesce(sum(case when result = 'reached' then 1 else 0 end), 0),
       coalesce(sum(case when satisfaction = 'satisfied' then 1 else 0 end), 0),
       coalesce(sum(case when satisfaction = 'fairly_satisfied' then 1 else 0 end), 0),
       coalesce(sum(case when satisfaction = 'dissatisfied' then 1 else 0 end), 0)
  from follow_ups where site = $1 and reason = $2 and called_at >= $3 and called_at < $4
   and (cast($5 as bigint) is null or caller = $5 or department = $6)

-- name: plan_rate_rows
select {call} from (
  {calls} and $9 = {reason_of_call}) y
 where (y.outcome = $8 or $8 = 'due' or ($8 = 'denominator' and y.outcome in ('kept', 'kept_late', 'late_open')))
 order by y.due_at desc, y.id desc limit $12

-- name: plan_heard_rows
select id, number, matter, caller, result, satisfaction, opened_at, called_at
  from follow_ups
 where site = $1 and reason = $2 and called_at >= $3 and called_at < $4 and (cast($5 as bigint) is null or caller = $5 or department = $6)
   and ($7 = 'sheets' or ($7 = 'reached' and result = 'reached') or satisfaction = $7
        or ($7 = 'content' and satisfaction in ('satisfied', 'fairly_satisfied')))
   and (called_at, id) < ($8, $9)
 order by called_at desc, id desc limit $10
