-- name: calibration_rows
select a.id, coalesce(e.name, ''), coalesce(a.scored_by, a.scorer, 0), coalesce(s.name, ''), coalesce(e.department, 0), coalesce(d.name, ''), a.period, a.score
  from appraisals a
  left join staff e on e.id = a.employee
  left join departments d on d.id = e.department
  left join staff s on s.id = coalesce(a.scored_by, a.scorer)
 where a.site = $1 and a.kind = $2 and a.period >= $3 and a.period < $4 and a.superseded_by is null
   and a.state in ('signed_', 'confirmed', 'appealed', 'dismissed')
   and (cast($5 as bigint) = 0 or e.department = $5)
 order by a.period, a.id

-- name: deductions_rows
select m.appraisal, a.sheet, m.item, m.points, m.punishable, coalesce(p.clause, '')
  from appraisals a
  join appraisal_marks m on m.appraisal = a.id
  left join appraisal_proposals p on p.id = m.proposal
  left join staff e on e.id = a.employee
 where a.site = $1 and ($2 = '' or a.kind = $2) and a.period >= $3 and a.period < $4 and a.superseded_by is null
   and a.state in ('signed_', 'confirmed', 'appealed', 'dismissed')
   and (cast($5 as bigint) = 0 or a.employee = $5)
   and (cast($6 as bigint) = 0 or e.department = $6)
 order by m.appraisal, m.position
