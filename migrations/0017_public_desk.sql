-- Where and how to complain, made known (D2): what posters and the public page say of a site's office.
create table public_offices (
    site {id},
    address text not null,
    phone text not null,
    hours text not null,
    -- "https://kefu.example.com": under which address residents reach this server; "": where the desk itself was opened
    web_address text not null,
    version bigint not null
);

-- A poster hangs at a site, a building or a door (place_kind, place); its code leads to the public page.
create table public_posters (
    id {id},
    site bigint not null,
    code text not null unique,
    place_kind text not null,
    place bigint not null,
    made_at bigint not null,
    made_by bigint not null,
    withdrawn_at bigint,
    version bigint not null
);
create index public_posters_of on public_posters (site, id);

create table submission_numbers (
    site bigint not null,
    series text not null,
    last bigint not null,
    primary key (site, series)
) {keyed};

-- What a resident handed in, and what became of it, in so far as the resident is told: the public page reads this row
-- and nothing else. The secret link is kept as a digest only; link_salt makes the same link again for whoever repeats
-- the same attempt. origin: a digest that tells senders apart without saying who they are.
create table submissions (
    id {id},
    site bigint not null,
    number text not null,
    poster bigint not null,
    place_kind text not null,
    place bigint not null,
    kind text not null,
    text text not null,
    place_words text not null,
    name text not null,
    phone text not null,
    language text not null,
    origin text not null,
    submitted_at bigint not null,
    attempt_digest text not null unique,
    link_salt text not null,
    link_digest text not null unique,
    state text not null,
    moderated_at bigint,
    moderated_by bigint,
    reject_reason text,
    reject_words text not null,
    complaint bigint,
    complaint_number text not null,
    person bigint,
    stage text not null,
    handler bigint,
    verified_at bigint,
    promised_at bigint,
    answered_at bigint,
    answer text not null,
    agreement text,
    closed_at bigint,
    follow_up_by bigint,
    called_at bigint,
    photos bigint not null,
    version bigint not null
);
create unique index submissions_number on submissions (site, number);
create index submissions_waiting on submissions (site, submitted_at, id) where state = 'waiting';
create index submissions_from_poster on submissions (poster) where state = 'waiting';
create index submissions_newest on submissions (site, state, submitted_at, id);
create index submissions_of_complaint on submissions (complaint) where complaint is not null;
create index submissions_of_person on submissions (person) where person is not null;

-- What the resident added later.
create table submission_words (
    id {id},
    submission bigint not null,
    at bigint not null,
    text text not null
);
create index submission_words_of on submission_words (submission, id);

-- Photos that wait with their submission; afterwards they stand with the matter.
create table submission_photos (
    id {id},
    submission bigint not null,
    media_type text not null,
    size bigint not null,
    added_at bigint not null,
    content {blob} not null
);
create index submission_photos_of on submission_photos (submission, id);
