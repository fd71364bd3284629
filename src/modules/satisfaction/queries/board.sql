-- name: board_figures
-- $4: the dimension; $5: a source, or '' for all. The same conditions as board_rows, so that the count equals the list.
select key, sum(case when grade = 'satisfied' then 1 else 0 end) as satisfied,
       sum(case when grade = 'fairly_satisfied' then 1 else 0 end) as fairly,
       sum(case when grade = 'dissatisfied' then 1 else 0 end) as dissatisfied
  from (select grade, case cast($4 as text)
                 when 'building' then cast(building as text) when 'category' then cast(category as text)
                 when 'department' then cast(department as text) when 'staff' then cast(staff as text)
                 when 'month' then cast(month as text) when 'kind' then kind when 'source' then source else '' end as key
          from ratings where site = $1 and at >= $2 and at < $3 and (cast($5 as text) = '' or source = $5)) r
 group by key order by count(*) desc, key limit 500

-- name: board_rows
select id, site, complaint, number, kind, source, grade, words, at, month, unit, building, category, department, staff, person,
       followed_up_at, followed_up_by, follow_up_words, version
  from ratings
 where site = $1 and at >= $2 and at < $3 and (cast($5 as text) = '' or source = $5) and (cast($7 as text) = '' or grade = $7)
   and (cast($4 as text) = '' or $6 = case cast($4 as text)
         when 'building' then cast(building as text) when 'category' then cast(category as text)
         when 'department' then cast(department as text) when 'staff' then cast(staff as text)
         when 'month' then cast(month as text) when 'kind' then kind when 'source' then source else '' end)
   and (at, id) < ($8, $9)
 order by at desc, id desc limit $10

-- name: board_rows_count
select count(*) from ratings
 where site = $1 and at >= $2 and at < $3 and (cast($5 as text) = '' or source = $5) and (cast($7 as text) = '' or grade = $7)
   and (cast($4 as text) = '' or $6 = case cast($4 as text)
         when 'building' then cast(building as text) when 'category' then cast(category as text)
         when 'department' then cast(department as text) when 'staff' then cast(staff as text)
         when 'month' then cast(month as text) when 'kind' then kind when 'source' then source else '' end)

-- name: board_to_call
select id, site, complaint, number, kind, source, grade, words, at, month, unit, building, category, department, staff, person,
       followed_up_at, followed_up_by, follow_up_words, version
  from ratings where site = $1 and source = 'link' and grade = 'dissatisfied' and followed_up_at is null and (at, id) < ($2, $3)
 order by at desc, id desc limit $4

-- name: board_to_call_count
select count(*) from ratings where site = $1 and source = 'link' and grade = 'dissatisfied' and followed_up_at is null

-- name: board_asked
select count(*) from rating_links where site = $1 and asked_at >= $2 and asked_at < $3

-- name: board_answered
select count(*) from rating_links where site = $1 and asked_at >= $2 and asked_at < $3 and answered_at is not null

-- name: silent_households
-- Dissatisfied at least $3 ms ago, in touch at least $5 times in the $4 ms up to then, and never since.
select r.unit, u.room, r.at, r.complaint, r.number, r.words,
       (select count(*) from household_contacts c where c.site = r.site and c.unit = r.unit and c.at <= r.at and c.at >= r.at - $4) as before
  from ratings r join units u on u.id = r.unit
 where r.site = $1 and r.grade = 'dissatisfied' and r.unit > 0 and r.at <= cast($2 as bigint) - $3
   and r.id = (select max(l.id) from ratings l where l.site = r.site and l.unit = r.unit and l.grade = 'dissatisfied')
   and not exists (select 1 from household_contacts c where c.site = r.site and c.unit = r.unit and c.at > r.at)
   and (select count(*) from household_contacts c where c.site = r.site and c.unit = r.unit and c.at <= r.at and c.at >= r.at - $4) >= $5
   and (r.at, r.unit) < ($6, $7)
 order by r.at desc, r.unit desc limit $8

-- name: silent_households_count
select count(*) from ratings r join units u on u.id = r.unit
 where r.site = $1 and r.grade = 'dissatisfied' and r.unit > 0 and r.at <= cast($2 as bigint) - $3
   and r.id = (select max(l.id) from ratings l where l.site = r.site and l.unit = r.unit and l.grade = 'dissatisfied')
   and not exists (select 1 from household_contacts c where c.site = r.site and c.unit = r.unit and c.at > r.at)
   and (select count(*) from household_contacts c where c.site = r.site and c.unit = r.unit and c.at <= r.at and c.at >= r.at - $4) >= $5
