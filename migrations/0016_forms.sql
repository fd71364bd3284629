-- The last number of each series of forms, e.g. site 1, "TSD2026". Gap-free: it moves in the transaction that uses it.
create table form_numbers (
    site bigint not null,
    series text not null,
    last bigint not null,
    primary key (site, series)
) {keyed};

-- A form as it was when it was made. `personal` and `salt` go by lawful erasure; the digest covers only the salted digest
-- of the personal part, so that it still fits afterwards.
create table forms (
    id {id},
    site bigint not null,
    number text not null,
    kind text not null,
    subject_kind text not null,
    subject_id bigint not null,
    person bigint,
    occasion text not null,
    replaces text not null,
    template_version integer not null,
    content text not null,
    personal text,
    salt text,
    personal_digest text not null,
    digest text not null,
    rulebook_version text not null,
    made_at bigint not null,
    made_by bigint not null,
    erased_at bigint
);
create unique index forms_number on forms (site, number);
create index forms_of on forms (subject_kind, subject_id, id);
create index forms_person on forms (person) where person is not null;

-- Who printed a form with its personal data unmasked, and until when that permission lasts.
create table form_disclosures (
    id {id},
    site bigint not null,
    form bigint not null,
    staff bigint not null,
    at bigint not null
);
create index form_disclosures_of on form_disclosures (form, staff);
