-- name: notice_channel_insert
insert into notice_channels (id, site, kind, name, enabled, language, server, port, security, login, sender, sender_name, sealed, last_error, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', 1)

-- name: notice_channel_save
update notice_channels set name = $2, enabled = $3, language = $4, server = $5, port = $6, security = $7, login = $8, sender = $9,
       sender_name = $10, sealed = $11, version = version + 1
 where id = $1 and version = $12

-- name: notice_channel_find
select id, site, kind, name, enabled, language, server, port, security, login, sender, sender_name, sealed, last_sent_at, last_error, version
  from notice_channels where id = $1

-- name: notice_channels_of
select id, site, kind, name, enabled, language, server, port, security, login, sender, sender_name, sealed, last_sent_at, last_error, version
  from notice_channels where site = $1 order by id

-- name: notice_channel_did
update notice_channels set last_sent_at = case when $3 = '' then $2 else last_sent_at end, last_error = $3 where id = $1

-- name: notice_insert
insert into notices (id, site, channel, cause, staff, recipient, language, title, body, urgent, subject_kind, subject_id, state, attempts,
                     not_before, claimed_by, made_at, why)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'waiting', 0, $13, '', $14, '')
on conflict (site, channel, cause, recipient) do nothing

-- name: notice_next_at
select min(not_before) from notices where state = 'waiting'

-- name: notices_due
select id, site, channel, recipient, title, body, attempts, made_at, person, purpose
  from notices where state = 'waiting' and not_before <= $1 order by not_before, id limit $2

-- name: notice_of
select site, channel, attempts from notices where id = $1

-- name: notice_claim
update notices set state = 'claimed', claimed_by = $2, attempts = attempts + 1 where id = $1 and state = 'waiting'

-- name: notice_end
-- What a customer was written is theirs: once it has arrived the outbox keeps that it went, not the secret link in it.
update notices set state = $2, ended_at = $3, why = $4, claimed_by = '',
       body = case when person is not null and $2 = 'sent' then '' else body end
 where id = $1 and state = 'claimed' and claimed_by = $5

-- name: notice_later
update notices set state = 'waiting', not_before = $2, why = $3, claimed_by = '' where id = $1 and state = 'claimed' and claimed_by = $4

-- What an ended server left claimed: nobody who leads now is still carrying it.
-- name: notices_left
select id, attempts, site, claimed_by from notices where state = 'claimed' and claimed_by <> $1

-- name: notice_left_end
update notices set state = $2, ended_at = $3, why = $4, claimed_by = '',
       body = case when person is not null and $2 = 'sent' then '' else body end
 where id = $1 and state = 'claimed'

-- name: notice_left_again
update notices set state = 'waiting', attempts = attempts - 1, claimed_by = '' where id = $1 and state = 'claimed'

-- name: notice_again
update notices set state = 'waiting', attempts = 0, not_before = $2, why = '', ended_at = null
 where id = $1 and site = $3 and state in ('dead', 'unconfirmed')

-- name: notice_row
select n.id, n.channel, c.name, c.kind, n.cause, n.recipient, n.title, n.urgent, n.state, n.attempts, n.not_before, n.made_at, n.ended_at, n.why,
       n.subject_kind, n.subject_id, case when n.person is null then 0 else 1 end
  from notices n join notice_channels c on c.id = n.channel where n.id = $1 and n.site = $2

-- name: notices_list
select n.id, n.channel, c.name, c.kind, n.cause, n.recipient, n.title, n.urgent, n.state, n.attempts, n.not_before, n.made_at, n.ended_at, n.why,
       n.subject_kind, n.subject_id, case when n.person is null then 0 else 1 end
  from notices n join notice_channels c on c.id = n.channel
 where n.site = $1 and n.state = $2 and n.id < $3
 order by n.id desc limit $4

-- name: notice_count
select count(*) from notices where site = $1 and state = $2

-- name: notice_rules_of
select quiet_from, quiet_until, attempts, first_wait, version from notice_rules where site = $1

-- name: notice_rules_save
insert into notice_rules (site, quiet_from, quiet_until, attempts, first_wait, version) values ($1, $2, $3, $4, $5, 1)
on conflict (site) do update set quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, attempts = excluded.attempts,
       first_wait = excluded.first_wait, version = notice_rules.version + 1

-- name: notice_staff_of
select mailbox, language, wanted, version from notice_staff where staff = $1

-- name: notice_staff_save
insert into notice_staff (staff, mailbox, language, wanted, version) values ($1, $2, $3, $4, 1)
on conflict (staff) do update set mailbox = excluded.mailbox, language = excluded.language, wanted = excluded.wanted, version = notice_staff.version + 1

-- name: notice_channel_named
select name, name, '' from notice_channels where id = $1 and site = $2

-- name: letter_put
-- The same letter once more, while it waits: the newer words, because they may have a link.
insert into notices (id, site, channel, cause, staff, recipient, language, title, body, urgent, subject_kind, subject_id, state, attempts,
                     not_before, claimed_by, made_at, why, person, purpose)
values ($1, $2, $3, $4, null, $5, $6, $7, $8, 0, $9, $10, 'waiting', 0, $11, '', $12, '', $13, $14)
on conflict (site, channel, cause, recipient) do update set body = excluded.body where notices.state = 'waiting'

-- name: letter_elsewhere
-- The same letter to the same person, at the mailbox they had before.
select count(*) from notices where person = $1 and site = $2 and cause = $3 and recipient <> $4

-- name: letters_waiting_for
select id, site, purpose from notices where person = $1 and state = 'waiting'

-- name: letter_withdraw
update notices set state = 'withdrawn', ended_at = $2, why = 'no-longer-agrees', body = '' where id = $1 and state = 'waiting'

-- name: letter_readdress
update notices set recipient = $2 where id = $1

-- name: letters_move_person
update notices set person = $2 where person = $1

-- An erased person's letters stay as rows: that one went, and when.
-- name: letters_forget_person
update notices set recipient = '', body = '' where person = $1

-- name: letter_rules_of
select received, promise_moved, answered, closed, rating, point_promised, point_answered, version from notice_letters where site = $1

-- name: letter_rules_save
insert into notice_letters (site, received, promise_moved, answered, closed, rating, point_promised, point_answered, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, 1)
on conflict (site) do update set received = excluded.received, promise_moved = excluded.promise_moved, answered = excluded.answered,
       closed = excluded.closed, rating = excluded.rating, point_promised = excluded.point_promised, point_answered = excluded.point_answered,
       version = notice_letters.version + 1

-- name: invariant_letters_unagreed
select count(*) from notices n
 where n.site = $1 and n.person is not null and n.made_at >= $2
   and coalesce((select c.given from person_consents c where c.person = n.person and c.purpose = n.purpose and c.at <= n.made_at
                  order by c.at desc, c.id desc limit 1), 0) = 0

-- name: invariant_letters_after_no
select count(*) from notices n
 where n.site = $1 and n.person is not null and n.state = 'sent' and n.ended_at >= $2
   and coalesce((select c.given from person_consents c where c.person = n.person and c.purpose = n.purpose and c.at <= n.ended_at
                  order by c.at desc, c.id desc limit 1), 0) = 0

-- name: invariant_letters_doubled
select count(*) from (select n.cause from notices n where n.site = $1 and n.person is not null and n.made_at >= $2
                       group by n.cause, n.person having count(*) > 1) as doubled
