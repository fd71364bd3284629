-- name: candidate_there
select count(*) from quality_candidates where complaint = $1

-- name: candidate_insert
insert into quality_candidates (complaint, site, number, employee, closed_on, sample, drawn) values ($1, $2, $3, $4, $5, 0, 0)

-- name: candidate_take_back
delete from quality_candidates where complaint = $1 and drawn = 0

-- name: candidates_waiting
select complaint, number, employee from quality_candidates where site = $1 and sample = 0 and closed_on < $2 order by complaint

-- name: candidates_considered
update quality_candidates set sample = $3 where site = $1 and sample = 0 and closed_on < $2

-- name: candidate_drawn
update quality_candidates set drawn = 1 where complaint = $1

-- name: candidate_closed_on
select closed_on from quality_candidates where complaint = $1

-- name: sample_of_month
select count(*) from quality_samples where site = $1 and month = $2

-- name: sample_insert
insert into quality_samples (id, site, month, seed, size, per_person, candidates, items, digest, drawn_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: sample_find
select id, site, month, seed, size, per_person, candidates, items, digest, drawn_at from quality_samples where id = $1 and site = $2

-- name: samples_of_site
select id, site, month, seed, size, per_person, candidates, items, digest, drawn_at from quality_samples where site = $1 order by month desc limit 36

-- name: quality_review_insert
insert into quality_reviews (id, site, sample, place, complaint, number, employee, closed_on, scorer, state, score, pass_mark, summary, scored_on, scored_at,
                             scored_by, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'drawn', 0, 0, '', null, null, null, 1)

-- name: quality_review_find
select id, site, sample, complaint, number, employee, closed_on, scorer, state, score, pass_mark, summary, scored_at, scored_by, version
  from quality_reviews where id = $1 and site = $2

-- name: reviews_of_sample
select id, site, sample, complaint, number, employee, closed_on, scorer, state, score, pass_mark, summary, scored_at, scored_by, version
  from quality_reviews where sample = $1 order by place

-- name: quality_review_score
update quality_reviews
   set state = 'scored', score = $2, pass_mark = $3, summary = $4, scored_on = $5, scored_at = $6, scored_by = $7, version = version + 1
 where id = $1 and version = $8

-- name: quality_mark_insert
insert into quality_marks (id, review, position, item, points, reason) values ($1, $2, $3, $4, $5, $6)

-- name: quality_marks_of
select item, points, reason from quality_marks where review = $1 order by position

-- name: reviews_list
select r.id, r.number, r.employee, coalesce(s.name, ''), r.closed_on, r.state, r.score, r.pass_mark, r.scored_on, coalesce(b.name, '')
  from quality_reviews r
  left join staff s on s.id = r.employee
  left join staff b on b.id = r.scored_by
 where r.site = $1 and r.state = $2
   and (cast($3 as bigint) = 0 or r.employee = $3)
   and (cast($4 as bigint) = 0 or r.employee <> $4)
   and (cast($5 as text) = '' or exists (select 1 from quality_marks m where m.review = r.id and m.item = $5))
   and (cast($6 as bigint) = 0 or r.score < r.pass_mark)
   and (r.state = 'drawn' or r.scored_on between $7 and $8)
 order by coalesce(r.scored_on, 0) desc, r.id limit 2000

-- name: reviews_to_score
select count(*) from quality_reviews where site = $1 and state = 'drawn' and employee <> $2

-- name: board_reviews
select r.id, r.employee, coalesce(s.name, ''), r.score, r.pass_mark
  from quality_reviews r left join staff s on s.id = r.employee
 where r.site = $1 and r.state = 'scored' and r.scored_on between $2 and $3
 order by s.name, r.id

-- name: board_marks
select r.id, r.employee, m.item, m.points
  from quality_marks m join quality_reviews r on r.id = m.review
 where r.site = $1 and r.state = 'scored' and r.scored_on between $2 and $3
 order by r.id, m.position
