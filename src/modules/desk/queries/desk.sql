-- name: views_of
select v.id, v.name, v.query, v.shared, case when v.owner = $2 then 1 else 0 end, 0, coalesce(s.name, '')
  from desk_views v left join staff s on s.id = v.owner
 where v.site = $1 and (v.owner = $2 or v.shared = 1) order by v.shared, v.name, v.id limit 200

-- name: view_insert
insert into desk_views (id, site, owner, name, shared, query, saved_at) values ($1, $2, $3, $4, $5, $6, $7)

-- name: view_replace
delete from desk_views where site = $1 and owner = $2 and name = $3

-- name: views_count
select count(*) from desk_views where site = $1 and owner = $2

-- name: view_owner
select owner, shared, name from desk_views where id = $1 and site = $2

-- name: view_remove
delete from desk_views where id = $1 and site = $2

-- name: draft_find
select site, staff, place, content, saved_at from desk_drafts where site = $1 and staff = $2 and place = $3

-- name: draft_keep
insert into desk_drafts (site, staff, place, content, saved_at) values ($1, $2, $3, $4, $5)
on conflict (site, staff, place) do update set content = excluded.content, saved_at = excluded.saved_at

-- name: draft_drop
delete from desk_drafts where site = $1 and staff = $2 and place = $3

-- name: drafts_old
delete from desk_drafts where site = $1 and saved_at < $2

-- name: drafts_all
select site, staff, place, content, saved_at from desk_drafts

-- name: presence_stand
insert into desk_presence (site, subject_kind, subject_id, staff, writing, until_at) values ($1, $2, $3, $4, $5, $6)
on conflict (site, subject_kind, subject_id, staff) do update set writing = excluded.writing, until_at = excluded.until_at

-- name: presence_leave
delete from desk_presence where site = $1 and subject_kind = $2 and subject_id = $3 and staff = $4

-- name: presence_all
select p.site, p.subject_kind, p.subject_id, p.staff, coalesce(s.name, ''), p.writing, p.until_at
  from desk_presence p left join staff s on s.id = p.staff
 where p.until_at > $1 order by p.site, p.subject_kind, p.subject_id, p.writing desc, s.name, p.staff

-- name: presence_old
delete from desk_presence where site = $1 and until_at < $2
