-- Places incidents that are in.
-- Parameters: @vintage; arrays of one length: @deliveries and @lines, which say whose, @outcomes and @methods as numbers,
-- @delbydeler, null unless placed. Gives no rows.
UPDATE incident.incident i
SET place_vintage = @vintage, place_outcome = new.outcome, place_method = new.method, place_delbydel = new.delbydel
FROM unnest(@deliveries::int[], @lines::int[], @outcomes::smallint[], @methods::smallint[], @delbydeler::text[])
     AS new (delivery_id, line, outcome, method, delbydel)
WHERE i.delivery_id = new.delivery_id AND i.line = new.line;
