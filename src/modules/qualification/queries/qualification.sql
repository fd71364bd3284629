-- name: course_insert
insert into courses (id, site, kind, title, theory, practical, pass_mark, valid_months, from_day, until_day, note, kept_at, kept_by, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, $10, $11, $12, 1)

-- name: course_post_insert
insert into course_posts (course, post) values ($1, $2)

-- name: course_find
select id, site, kind, title, theory, practical, pass_mark, valid_months, from_day, until_day, note, kept_at, kept_by, version
  from courses where id = $1 and site = $2

-- name: courses_of_site
select id, site, kind, title, theory, practical, pass_mark, valid_months, from_day, until_day, note, kept_at, kept_by, version
  from courses where site = $1 order by from_day desc, id desc limit 500

-- name: courses_asked
select id, site, kind, title, theory, practical, pass_mark, valid_months, from_day, until_day, note, kept_at, kept_by, version
  from courses where site = $1 and kind <> 'further' order by from_day, id

-- name: course_title_taken
select count(*) from courses where site = $1 and title = $2 and (until_day is null or until_day > $3)

-- name: course_end
update courses set until_day = $2, version = version + 1 where id = $1 and version = $3

-- name: course_posts_of_site
select p.course, p.post from course_posts p join courses c on c.id = p.course where c.site = $1 order by p.course, p.post

-- name: holdings
-- Everybody who holds a post of this site, or one person ($2; 0: everybody).
select distinct p.staff, p.post, h.since_day, o.since_day
  from staff_posts p join staff s on s.id = p.staff
  left join post_holdings h on h.staff = p.staff and h.site = $1 and h.post = p.post
  left join post_holdings o on o.staff = p.staff and o.site = $1 and o.post = ''
 where p.site = $1 and s.active = 1 and (cast($2 as bigint) = 0 or p.staff = $2)
 order by p.staff, p.post

-- name: held_posts_kept
select post from post_holdings where staff = $1 and site = $2

-- name: held_posts
select distinct p.post from staff_posts p join staff s on s.id = p.staff where p.staff = $1 and p.site = $2 and s.active = 1

-- name: sites_of_staff
select distinct site from staff_posts where staff = $1 and site is not null

-- name: sites_of_holdings
select distinct site from post_holdings where staff = $1

-- name: holding_insert
insert into post_holdings (staff, site, post, since_day) values ($1, $2, $3, $4) on conflict (staff, site, post) do nothing

-- name: holding_delete
delete from post_holdings where staff = $1 and site = $2 and post = $3

-- name: qualification_needs
select id, site, course, staff, state, grace_until, opened_at, version
  from qualifications where site = $1 and (cast($2 as bigint) = 0 or staff = $2)

-- name: needs_of_course
select id, site, course, staff, state, grace_until, opened_at, version from qualifications where course = $1 order by id

-- name: need_of
select id, site, course, staff, state, grace_until, opened_at, version from qualifications where course = $1 and staff = $2

-- name: need_find
select id, site, course, staff, state, grace_until, opened_at, version from qualifications where id = $1 and site = $2

-- name: need_insert
insert into qualifications (id, site, course, staff, state, grace_until, opened_at, version) values ($1, $2, $3, $4, 'open', null, $5, 1)

-- name: need_save
update qualifications set state = $2, grace_until = $3, version = version + 1 where id = $1 and version = $4

-- name: certificates
select id, site, course, staff, number, issued_day, expires_day, issued_at, issued_by, exam, warned, revoked_at, revoked_by, reason, version
  from certificates where site = $1 and (cast($2 as bigint) = 0 or staff = $2) and (cast($3 as bigint) = 0 or course = $3)
 order by issued_day desc, id desc limit 5000

-- name: certificate_find
select id, site, course, staff, number, issued_day, expires_day, issued_at, issued_by, exam, warned, revoked_at, revoked_by, reason, version
  from certificates where id = $1 and site = $2

-- name: certificate_insert
insert into certificates (id, site, course, staff, number, issued_day, expires_day, issued_at, issued_by, exam, warned, revoked_at, revoked_by, reason, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, null, null, $11, 1)

-- name: certificate_revoke
update certificates set revoked_at = $2, revoked_by = $3, reason = $4, version = version + 1 where id = $1 and version = $5

-- name: certificates_to_warn
-- Those that run out by $2 and nobody was told; a later certificate of the same course has made the warning needless.
select c.id, c.site, c.course, c.staff, c.number, c.issued_day, c.expires_day, c.issued_at, c.issued_by, c.exam, c.warned, c.revoked_at,
       c.revoked_by, c.reason, c.version
  from certificates c join staff s on s.id = c.staff
 where c.site = $1 and c.warned = 0 and c.revoked_at is null and c.expires_day is not null and c.expires_day <= $2 and s.active = 1
   and exists (select 1 from courses k where k.id = c.course and (k.until_day is null or k.until_day > c.expires_day))
   and not exists (select 1 from certificates n where n.site = $1 and n.staff = c.staff and n.course = c.course and n.revoked_at is null
                      and n.issued_day >= c.issued_day and n.id > c.id)
 order by c.id

-- name: certificates_warned
select id, site, course, staff, number, issued_day, expires_day, issued_at, issued_by, exam, warned, revoked_at, revoked_by, reason, version
  from certificates where site = $1 and staff = $2 and warned = 1 and revoked_at is null order by id

-- name: certificate_settled
update certificates set warned = 2 where id = $1

-- name: certificate_warned
update certificates set warned = 1 where id = $1

-- name: assignments_told
-- What gave somebody work after an entry of the journal: read by the midnight's check.
select at, event, facts from journal
 where site = $1 and seq > $2
   and event in ('complaint.recorded', 'complaint.assigned', 'complaint.handed_over', 'point.raised', 'point.assigned')
 order by seq
