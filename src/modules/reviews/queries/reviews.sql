-- name: review_insert
insert into daily_reviews (id, site, day, state, begin_seq, opened_at, as_of, as_of_seq, sheet, document, digest, conclusion,
                           signed_at, signed_by, version)
values ($1, $2, $3, 'open', $4, $5, null, null, null, null, '', '', null, null, 1)

-- name: review_find
select id, site, day, state, begin_seq, opened_at, as_of, as_of_seq, sheet, document, digest, conclusion, signed_at, signed_by, version
  from daily_reviews where id = $1 and site = $2

-- name: review_of_day
select id, site, day, state, begin_seq, opened_at, as_of, as_of_seq, sheet, document, digest, conclusion, signed_at, signed_by, version
  from daily_reviews where site = $1 and day = $2

-- name: review_newest
select id, site, day, state, begin_seq, opened_at, as_of, as_of_seq, sheet, document, digest, conclusion, signed_at, signed_by, version
  from daily_reviews where site = $1 and day < $2 order by day desc limit 1

-- name: reviews_recent
select r.id, r.day, r.state, coalesce(s.name, ''), r.signed_at, null, 0,
       (select count(*) from daily_review_remarks m where m.review = r.id),
       (select count(*) from daily_review_remarks m where m.review = r.id and m.state = 'open')
  from daily_reviews r left join staff s on s.id = r.signed_by
 where r.site = $1 order by r.day desc limit 31

-- name: review_freeze
update daily_reviews set state = 'missed', as_of = $2, as_of_seq = $3, sheet = $4, version = version + 1
 where id = $1 and state = 'open'

-- name: review_sign
update daily_reviews
   set state = 'signed_', as_of = $2, as_of_seq = $3, sheet = $4, document = $5, digest = $6, conclusion = $7, signed_at = $8,
       signed_by = $9, version = version + 1
 where id = $1 and state <> 'signed_' and version = $10

-- name: review_touch
update daily_reviews set version = version + 1 where id = $1 and state <> 'signed_'

-- name: review_head
select seq from journal_heads where site = $1

-- name: review_last_signed
select id, site, day, state, begin_seq, opened_at, as_of, as_of_seq, sheet, document, digest, conclusion, signed_at, signed_by, version
  from daily_reviews where site = $1 and day < $2 and state = 'signed_' order by day desc limit 1

-- name: review_first_after
select begin_seq, opened_at from daily_reviews where site = $1 and day > $2 and day <= $3 order by day limit 1

-- name: review_entries
select j.seq, j.at, j.event, j.subject_kind, j.subject_id, coalesce(s.name, ''), j.facts
  from journal j left join staff s on s.id = j.actor
 where j.site = $1 and j.seq > $2 and j.seq <= $3
   and (j.event like 'complaint.%' or j.event like 'follow_up.%' or j.event like 'point.%' or j.event = 'obligation.breached')
 order by j.seq

-- name: review_late
select o.subject_kind, o.subject_id, o.clause, o.act, coalesce(s.name, ''), o.owing_post, o.due_at
  from obligations o left join staff s on s.id = o.owner
 where o.site = $1 and o.state = 'open' and o.paused_at is null and o.due_at <= $2
 order by o.due_at, o.id

-- name: review_ahead
select o.subject_kind, o.subject_id, o.clause, o.act, coalesce(s.name, ''), o.owing_post, o.due_at
  from obligations o left join staff s on s.id = o.owner
 where o.site = $1 and o.state = 'open' and o.paused_at is null and o.due_at > $2 and o.due_at <= $3
   and o.act in ('answer_as_promised', 'answer_point', 'follow_up')
 order by o.due_at, o.id

-- name: remark_insert
insert into daily_review_remarks (id, site, review, section, subject_kind, subject_id, about, text, owner, due_at, given_at, given_by,
                                  state, result, done_at, done_by, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open', '', null, null, 1)

-- name: remark_find
select id, site, review, section, subject_kind, subject_id, about, text, owner, due_at, given_at, given_by, state, result, done_at,
       done_by, version
  from daily_review_remarks where id = $1 and site = $2

-- name: remarks_of
select id, site, review, section, subject_kind, subject_id, about, text, owner, due_at, given_at, given_by, state, result, done_at,
       done_by, version
  from daily_review_remarks where review = $1 order by id

-- name: remark_settle
update daily_review_remarks set state = 'done', result = $2, done_at = $3, done_by = $4, version = version + 1
 where id = $1 and state = 'open' and version = $5
