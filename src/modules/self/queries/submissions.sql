-- name: submission_insert
insert into submissions (id, site, number, poster, place_kind, place, kind, text, place_words, name, phone, language, origin,
                         submitted_at, attempt_digest, link_salt, link_digest, state, moderated_at, moderated_by, reject_reason,
                         reject_words, complaint, complaint_number, person, stage, handler, verified_at, promised_at, answered_at,
                         answer, agreement, closed_at, follow_up_by, called_at, photos, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'waiting', null, null, null, '', null, '', null,
        'waiting', null, null, null, null, '', null, null, null, null, 0, 1)

-- name: submission_find
select id, site, number, poster, place_kind, place, kind, text, place_words, name, phone, language, origin, submitted_at, link_salt,
       state, moderated_at, moderated_by, reject_reason, reject_words, complaint, complaint_number, person, stage, handler,
       verified_at, promised_at, answered_at, answer, agreement, closed_at, follow_up_by, called_at, photos, version
  from submissions where id = $1 and site = $2

-- name: submission_by_link
select id, site, number, poster, place_kind, place, kind, text, place_words, name, phone, language, origin, submitted_at, link_salt,
       state, moderated_at, moderated_by, reject_reason, reject_words, complaint, complaint_number, person, stage, handler,
       verified_at, promised_at, answered_at, answer, agreement, closed_at, follow_up_by, called_at, photos, version
  from submissions where link_digest = $1

-- name: submission_by_letter
select s.id, s.site, s.number, s.poster, s.place_kind, s.place, s.kind, s.text, s.place_words, s.name, s.phone, s.language, s.origin, s.submitted_at,
       s.link_salt, s.state, s.moderated_at, s.moderated_by, s.reject_reason, s.reject_words, s.complaint, s.complaint_number, s.person, s.stage,
       s.handler, s.verified_at, s.promised_at, s.answered_at, s.answer, s.agreement, s.closed_at, s.follow_up_by, s.called_at, s.photos, s.version
  from submission_links l join submissions s on s.id = l.submission where l.digest = $1

-- name: submission_letter_link
insert into submission_links (digest, submission, made_at) values ($1, $2, $3)

-- name: submission_letter_links_delete
delete from submission_links where submission = $1

-- name: submission_by_attempt
select id, site, number, poster, place_kind, place, kind, text, place_words, name, phone, language, origin, submitted_at, link_salt,
       state, moderated_at, moderated_by, reject_reason, reject_words, complaint, complaint_number, person, stage, handler,
       verified_at, promised_at, answered_at, answer, agreement, closed_at, follow_up_by, called_at, photos, version
  from submissions where attempt_digest = $1

-- name: submissions_of_complaint
select id, site, number, poster, place_kind, place, kind, text, place_words, name, phone, language, origin, submitted_at, link_salt,
       state, moderated_at, moderated_by, reject_reason, reject_words, complaint, complaint_number, person, stage, handler,
       verified_at, promised_at, answered_at, answer, agreement, closed_at, follow_up_by, called_at, photos, version
  from submissions where complaint = $1

-- name: submissions_from_origin
select id, site, number, poster, place_kind, place, kind, text, place_words, name, phone, language, origin, submitted_at, link_salt,
       state, moderated_at, moderated_by, reject_reason, reject_words, complaint, complaint_number, person, stage, handler,
       verified_at, promised_at, answered_at, answer, agreement, closed_at, follow_up_by, called_at, photos, version
  from submissions where site = $1 and state = 'waiting' and origin = $2 and origin <> '' order by submitted_at, id

-- name: submissions_page_waiting
-- The oldest first: who has waited longest is looked at next.
select id, site, number, poster, place_kind, place, kind, text, place_words, name, phone, language, origin, submitted_at, link_salt,
       state, moderated_at, moderated_by, reject_reason, reject_words, complaint, complaint_number, person, stage, handler,
       verified_at, promised_at, answered_at, answer, agreement, closed_at, follow_up_by, called_at, photos, version
  from submissions where site = $1 and state = 'waiting' and (submitted_at, id) > ($2, $3) order by submitted_at, id limit $4

-- name: submissions_page_done
select id, site, number, poster, place_kind, place, kind, text, place_words, name, phone, language, origin, submitted_at, link_salt,
       state, moderated_at, moderated_by, reject_reason, reject_words, complaint, complaint_number, person, stage, handler,
       verified_at, promised_at, answered_at, answer, agreement, closed_at, follow_up_by, called_at, photos, version
  from submissions where site = $1 and state = $5 and (submitted_at, id) < ($2, $3) order by submitted_at desc, id desc limit $4

-- name: submissions_count
select count(*) from submissions where site = $1 and state = $2

-- name: submissions_waiting_from_poster
select count(*) from submissions where poster = $1 and state = 'waiting'

-- name: submissions_waiting_from_origin
select count(*) from submissions where site = $1 and state = 'waiting' and origin = $2 and origin <> ''

-- name: submission_accept
update submissions set state = 'accepted', stage = 'received', moderated_at = $2, moderated_by = $3, complaint = $4, complaint_number = $5,
       person = $6, handler = $3, origin = '', version = version + 1
 where id = $1 and version = $7 and state = 'waiting'

-- name: submission_reject
update submissions set state = 'rejected', stage = 'rejected', moderated_at = $2, moderated_by = $3, reject_reason = $4, reject_words = $5,
       origin = '', version = version + 1
 where id = $1 and version = $6 and state = 'waiting'

-- name: submission_wipe
update submissions set text = '', place_words = '', name = '', phone = '', answer = '', reject_words = '' where id = $1

-- name: submission_follow
update submissions set stage = $2, handler = $3, verified_at = $4, promised_at = $5, answered_at = $6, answer = $7, agreement = $8,
       closed_at = $9, follow_up_by = $10, called_at = $11, version = version + 1 where id = $1

-- name: submissions_of_person
select id from submissions where person = $1

-- name: submission_word_insert
insert into submission_words (id, submission, at, text) values ($1, $2, $3, $4)

-- name: submission_words_of
select at, text from submission_words where submission = $1 order by id

-- name: submission_words_count
select count(*) from submission_words where submission = $1

-- name: submission_words_delete
delete from submission_words where submission = $1

-- name: submission_photo_insert
insert into submission_photos (id, submission, media_type, size, added_at, content) values ($1, $2, $3, $4, $5, $6)

-- name: submission_photos_of
select id, media_type, size from submission_photos where submission = $1 order by id

-- name: submission_photos_count
select count(*) from submission_photos where submission = $1

-- name: submission_photo
select p.media_type, p.content from submission_photos p join submissions s on s.id = p.submission where p.id = $1 and s.id = $2 and s.site = $3

-- name: submission_photos_delete
delete from submission_photos where submission = $1

-- name: submission_named
select number, substr(text, 1, 40), '' from submissions where id = $1 and site = $2

-- name: submission_photo_counted
update submissions set photos = photos + 1 where id = $1

-- name: submissions_move_person
update submissions set person = $2 where person = $1
