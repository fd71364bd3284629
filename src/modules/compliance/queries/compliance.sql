-- name: compliance_by_day
-- By the day of the due time; midnight belongs to the day that it ends.
select (o.due_at - 1 + $7) / 86400000,
       sum(case when o.state = 'kept' then 1 else 0 end),
       sum(case when o.state = 'kept_late' then 1 else 0 end),
       sum(case when o.state = 'waived' then 1 else 0 end),
       sum(case when o.state = 'open' and o.due_at <= $5 and (o.paused_at is null or o.paused_at >= o.due_at) then 1 else 0 end),
       sum(case when o.state = 'open' and (o.due_at > $5 or o.paused_at < o.due_at) then 1 else 0 end)
  from obligations o
 where o.site = $1 and o.clause = $2 and o.due_at >= $3 and o.due_at < $4 and (cast($6 as bigint) is null or o.department = $6)
 group by 1
 order by 1

-- name: compliance_gate
select coalesce(sum(case when g.outcome = 'passed' then 1 else 0 end), 0),
       coalesce(sum(case when g.outcome = 'refused' then 1 else 0 end), 0),
       coalesce(sum(case when g.outcome = 'used' then 1 else 0 end), 0),
       coalesce(sum(case when g.outcome = 'unused' then 1 else 0 end), 0)
  from gate_checks g
 where g.site = $1 and g.clause = $2 and g.at >= $3 and g.at < $4

-- name: compliance_gate_of_department
select coalesce(sum(case when g.outcome = 'passed' then 1 else 0 end), 0),
       coalesce(sum(case when g.outcome = 'refused' then 1 else 0 end), 0),
       coalesce(sum(case when g.outcome = 'used' then 1 else 0 end), 0),
       coalesce(sum(case when g.outcome = 'unused' then 1 else 0 end), 0)
  from gate_checks g join complaints c on c.id = g.subject_id
 where g.site = $1 and g.clause = $2 and g.at >= $3 and g.at < $4 and g.subject_kind = 'complaint' and c.department = $5

-- name: compliance_rows
select x.id, x.subject_kind, cast(x.subject_id as text), '', '', '',
       coalesce(u.room, c.place, ''), x.act, coalesce(s.name, ''), x.opened_at, x.due_at, x.ended_at, x.outcome, '', case when x.outcome = 'waived' then x.reason else '' end
  from (select * from (select o.id, o.subject_kind, o.subject_id, o.act, o.owner, o.opened_at, o.due_at, o.ended_at, o.reason,
                              case when o.state <> 'open' then o.state
                                   when o.due_at <= $5 and (o.paused_at is null or o.paused_at >= o.due_at) then 'late_open'
                                   else 'open' end as outcome
                         from obligations o
                        where o.site = $1 and o.clause = $2 and o.due_at >= $3 and o.due_at < $4
                          and (cast($6 as bigint) is null or o.department = $6) and (o.due_at, o.id) < ($8, $9)) y
         where y.outcome = $7 or ($7 = 'due' and y.outcome <> 'open')
         order by y.due_at desc, y.id desc limit $10) x
  left join complaints c on x.subject_kind = 'complaint' and c.id = x.subject_id
  left join units u on u.id = c.unit
  left join staff s on s.id = x.owner
 order by x.due_at desc, x.id desc

-- name: compliance_gate_rows
select g.id, g.at, g.subject_kind, cast(g.subject_id as text),
       coalesce(u.room, c.place, ''), coalesce(s.name, ''), g.outcome, g.refusal
  from gate_checks g
  left join complaints c on g.subject_kind = 'complaint' and c.id = g.subject_id
  left join units u on u.id = c.unit
  left join staff s on s.id = g.actor
 where g.site = $1 and g.clause = $2 and g.at >= $3 and g.at < $4 and (cast($5 as bigint) is null or c.department = $5)
   and g.outcome = $6 and (g.at, g.id) < ($7, $8)
 order by g.at desc, g.id desc limit $9

-- name: confirmation_insert
insert into parameter_confirmations (id, clause, parameter, value, reason, begins, confirmed_at, confirmed_by)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: confirmations_all
select f.clause, f.parameter, f.value, f.begins, f.confirmed_at, coalesce(s.name, '')
  from parameter_confirmations f left join staff s on s.id = f.confirmed_by
 order by f.confirmed_at, f.id

-- name: confirmations_of_clause
select f.clause, f.parameter, f.value, f.begins, f.confirmed_at, coalesce(s.name, '')
  from parameter_confirmations f left join staff s on s.id = f.confirmed_by
 where f.clause = $1
 order by f.confirmed_at, f.id
