-- name: form_insert
insert into forms (id, site, number, kind, subject_kind, subject_id, person, occasion, replaces, template_version, content, personal,
                   salt, personal_digest, digest, rulebook_version, made_at, made_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)

-- name: form_find
select id, site, number, kind, subject_kind, subject_id, person, occasion, replaces, template_version, content, personal, salt,
       personal_digest, digest, rulebook_version, made_at, made_by, erased_at, destroyed_at
  from forms where id = $1 and site = $2

-- name: form_newest_of
select id, site, number, kind, subject_kind, subject_id, person, occasion, replaces, template_version, content, personal, salt,
       personal_digest, digest, rulebook_version, made_at, made_by, erased_at, destroyed_at
  from forms where subject_kind = $1 and subject_id = $2 and kind = $3 and site = $4
 order by id desc limit 1

-- name: forms_of_subject
select id, number, kind, occasion, made_at, made_by, '', case when erased_at is null then 0 else 1 end
  from forms where subject_kind = $1 and subject_id = $2 and site = $3
 order by id desc limit 200

-- name: forms_of_person
select id from forms where person = $1 and personal is not null

-- name: form_forget
update forms set personal = null, salt = null, erased_at = $2 where id = $1

-- name: forms_destroy
-- The number, the digests and the journal's chain stay whole.
update forms set content = '{}', personal = null, salt = null, destroyed_at = $3 where subject_kind = $1 and subject_id = $2 and destroyed_at is null

-- name: forms_of_record
select id from forms where subject_kind = $1 and subject_id = $2

-- name: form_named
select number, '', '' from forms where id = $1 and site = $2

-- name: form_disclosure_insert
insert into form_disclosures (id, site, form, staff, at) values ($1, $2, $3, $4, $5)

-- name: form_disclosure
select at from form_disclosures where id = $1 and form = $2 and staff = $3
