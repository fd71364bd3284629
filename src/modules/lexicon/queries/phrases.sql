-- name: phrases_of_site
select id, title, text, category, initials, version from phrases where site = $1 and removed_at is null order by title, id

-- name: phrase_find
select id, title, text, category, initials, version from phrases where id = $1 and site = $2 and removed_at is null

-- name: phrase_titled
select id from phrases where site = $1 and title = $2 and removed_at is null

-- name: phrase_insert
insert into phrases (id, site, title, text, category, initials, version) values ($1, $2, $3, $4, $5, $6, 1)

-- name: phrase_save
update phrases set title = $2, text = $3, category = $4, initials = $5, version = version + 1 where id = $1 and version = $6

-- name: phrase_remove
update phrases set removed_at = $2, version = version + 1 where id = $1 and version = $3
