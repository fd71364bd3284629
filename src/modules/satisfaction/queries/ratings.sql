-- name: rating_insert
insert into ratings (id, site, complaint, number, kind, source, grade, words, at, month, unit, building, category, department, staff, person,
                     followed_up_at, followed_up_by, follow_up_words, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, null, null, '', 1)

-- name: rating_find
select id, site, complaint, number, kind, source, grade, words, at, month, unit, building, category, department, staff, person,
       followed_up_at, followed_up_by, follow_up_words, version
  from ratings where id = $1 and site = $2

-- name: ratings_of_complaint
select id, site, complaint, number, kind, source, grade, words, at, month, unit, building, category, department, staff, person,
       followed_up_at, followed_up_by, follow_up_words, version
  from ratings where complaint = $1 and site = $2 order by at, id

-- name: rating_by_link_since
select grade from ratings where complaint = $1 and source = 'link' and at >= $2 order by at desc limit 1

-- name: rating_followed_up
update ratings set followed_up_at = $2, followed_up_by = $3, follow_up_words = $4, version = version + 1
 where id = $1 and version = $5 and followed_up_at is null

-- name: ratings_forget_person
update ratings set words = '', follow_up_words = '' where person = $1

-- name: ratings_of_person
select id from ratings where person = $1

-- name: rating_named
select number, substr(words, 1, 40), '' from ratings where id = $1 and site = $2

-- name: link_ask
-- Asked again after a reopening: the old link ends, and a new answer is possible.
insert into rating_links (complaint, site, number, kind, unit, building, category, department, staff, person, asked_at, expires_at,
                          link_digest, made_at, made_by, answered_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, null, null, null, null)
on conflict (complaint) do update set kind = excluded.kind, unit = excluded.unit, building = excluded.building, category = excluded.category,
       department = excluded.department, staff = excluded.staff, person = excluded.person, asked_at = excluded.asked_at,
       expires_at = excluded.expires_at, link_digest = null, letter_digest = null, made_at = null, made_by = null, answered_at = null

-- name: link_end
delete from rating_links where complaint = $1

-- name: link_of_complaint
select complaint, site, number, kind, unit, building, category, department, staff, person, asked_at, expires_at, made_at, answered_at
  from rating_links where complaint = $1

-- name: link_by_digest
select complaint, site, number, kind, unit, building, category, department, staff, person, asked_at, expires_at, made_at, answered_at
  from rating_links where link_digest = $1 or letter_digest = $1

-- name: link_made
update rating_links set link_digest = $2, made_at = $3, made_by = $4, expires_at = $5 where complaint = $1 and answered_at is null

-- name: link_in_letter
update rating_links set letter_digest = $2 where complaint = $1 and answered_at is null

-- name: link_answered
update rating_links set answered_at = $2 where complaint = $1 and answered_at is null

-- name: contact_insert
insert into household_contacts (complaint, site, unit, at) values ($1, $2, $3, $4) on conflict (complaint) do nothing

-- name: ratings_move_person
update ratings set person = $2 where person = $1

-- name: links_move_person
update rating_links set person = $2 where person = $1
