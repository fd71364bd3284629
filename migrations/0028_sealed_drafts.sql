-- Half-written words are sealed from here on. Those that still lie open go: what is being written stands on the writer's
-- own machine too, and is sent again, sealed, with the next word.
delete from desk_drafts;
