-- name: wording_review_insert
insert into wording_reviews (id, site, event, subject_kind, subject_id, at, staff, state, version) values ($1, $2, $3, $4, $5, $6, $7, 'open', 1)

-- name: wording_review_find
select id, site, event, subject_kind, subject_id, at, staff, state, version from wording_reviews where id = $1 and site = $2

-- name: wording_review_save
update wording_reviews set state = $2, reviewed_at = $3, reviewed_by = $4, verdict_event = $5, version = version + 1
 where id = $1 and version = $6

-- name: wording_reviews_list
select w.id, w.at, w.subject_kind, w.subject_id, w.staff, coalesce(s.name, ''), w.state, w.reviewed_at, coalesce(r.name, ''), w.version,
       e.facts, e.personal, v.personal
  from wording_reviews w
  join journal e on e.subject_kind = w.subject_kind and e.subject_id = w.subject_id and e.id = w.event
  left join journal v on v.subject_kind = w.subject_kind and v.subject_id = w.subject_id and v.id = w.verdict_event
  left join staff s on s.id = w.staff
  left join staff r on r.id = w.reviewed_by
 where w.site = $1 and w.state = $2 and w.id < $3
 order by w.id desc limit $4

-- name: wording_reviews_count
select state, count(*) from wording_reviews where site = $1 group by state
