-- What can be searched, cut into our own tokens. The lexemes are made from the words by the database itself;
-- the words stay, to look whether the tokens of a phrase stand together.
create table search_entries (
    id bigint primary key,
    site bigint not null,
    what text not null,
    words text not null,
    lexemes tsvector generated always as (array_to_tsvector(string_to_array(words, ' '))) stored
);
create index search_lexemes on search_entries using gin (lexemes) with (gin_pending_list_limit = 512);
create index search_newest on search_entries (site, id);
