-- The system administrator keeps accounts and machines, not customers: who may not see a customer cannot judge an erasure.
-- It is the customer-service manager's act, who has the page and the reason.
delete from post_permissions where post = 'system_administrator' and permission = 'erase_personal_data';

-- An import, a filter and a figure name a category by its text; one text is one category of a site.
create unique index complaint_categories_name on complaint_categories (site, name);
