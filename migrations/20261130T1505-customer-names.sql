-- Customers are found by any word of their name, with or without its marks.
create index customer_name_words on customer using gin (to_tsvector('simple',
  regexp_replace(lower(normalize(coalesce(name, ''), NFKD)), '[\u0300-\u036f]', '', 'g')));
