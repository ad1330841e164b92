-- Figures of an area of one's own drawing: asked for by any person, answered here, where the incidents are, so that none of them
-- leaves the database. An area is whole delbydeler and parts of others. A delbydel is cut by one area a year only, so that all answers
-- ever given are sums of delbydeler that are shown and of the two parts of those that are cut; each part is 0 or large enough to be
-- published itself. A line drawn by hand never follows a border: where few people live in one part of a delbydel, it is not cut, but taken
-- in whole or left out, whichever is nearer, and the answer says so. No sum or difference of answers and standing figures is anything else than a sum of such parts.
-- A refusal tells too. Whether a request is taken at all depends on the drawing and the population alone; a request that is taken
-- uses up its cuts, whatever is answered, so that nobody feels his way.

-- Whether a protected theme's incidents on one side of a cut may be told: what the program's DisclosureRule says of a published count.
-- Parameters: how many, how many of them at the address that has most, how many on the other side. An uncut delbydel is published as it is.
CREATE OR REPLACE FUNCTION heatmap.is_tellable_part(incidents int, largest int, rest int) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT incidents = 0 OR rest = 0 OR (incidents > 4 AND 4 * largest <= 3 * incidents)
$$;

-- The delbydeler that a drawn area (EPSG:25832) touches by more than a square metre, with an estimate of who lives inside it.
-- Residents are split by dwellings where buildings are known, else by square metres; none where the number is not known.
-- Parameters: the release; the area; fewer residents than this on a side: no cut. Columns: code; how the delbydel is counted: 'whole', 'cut',
-- 'taken' (whole, as few live outside) or 'left-out' (not at all, as few live inside); residents that are counted; whether it was cut before.
CREATE OR REPLACE FUNCTION heatmap.drawn_touched(wanted_year int, wanted_version int, drawn public.geometry, least_residents int)
RETURNS TABLE (code text, counted text, residents double precision, cut_before boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH measured AS (
        SELECT vintage_id FROM heatmap.measurement WHERE year = wanted_year AND version = wanted_version
    ), polygon AS (
        SELECT DISTINCT ON (a.code) a.code, a.geom
        FROM geo.area a, measured m
        WHERE a.vintage_id IN (m.vintage_id, geo.vintage_for('sentrum', wanted_year), geo.vintage_for('marka', wanted_year))
          AND public.ST_Intersects(a.geom, drawn)
        ORDER BY a.code, a.vintage_id = m.vintage_id DESC
    ), touched AS (
        SELECT code, geom, public.ST_Area(geom) AS m2, public.ST_Area(public.ST_Intersection(geom, drawn)) AS inside_m2 FROM polygon
    ), lived AS (
        SELECT t.code, t.m2, t.inside_m2,
               coalesce((SELECT r.residents FROM heatmap.released_residents(wanted_year, wanted_version) r WHERE r.code = t.code), 0) AS residents,
               b.dwellings, b.inside_dwellings
        FROM touched t
        CROSS JOIN LATERAL (
            SELECT sum(g.dwellings) AS dwellings,
                   sum(g.dwellings) FILTER (WHERE public.ST_Covers(drawn, public.ST_PointOnSurface(g.geom))) AS inside_dwellings
            FROM geo.building g
            WHERE g.vintage_id = geo.vintage_for('building', wanted_year) AND public.ST_Intersects(g.geom, t.geom)) b
        WHERE t.inside_m2 > 1
    ), shared AS (
        SELECT l.code, l.m2 - l.inside_m2 <= 1 AS whole, l.residents,
               CASE WHEN l.m2 - l.inside_m2 <= 1 THEN 1
                    WHEN l.dwellings > 0 THEN coalesce(l.inside_dwellings, 0)::double precision / l.dwellings
                    ELSE l.inside_m2 / l.m2 END AS share
        FROM lived l
    ), decided AS (
        SELECT s.code, s.residents, s.share,
               CASE WHEN s.whole THEN 'whole'
                    WHEN s.residents * least(s.share, 1 - s.share) >= least_residents THEN 'cut'
                    WHEN s.share >= 0.5 THEN 'taken'
                    ELSE 'left-out' END AS counted
        FROM shared s
    )
    SELECT d.code, d.counted, CASE d.counted WHEN 'cut' THEN d.residents * d.share WHEN 'left-out' THEN 0 ELSE d.residents END,
           d.counted = 'cut' AND EXISTS (SELECT FROM heatmap.drawn_cut c WHERE c.year = wanted_year AND c.delbydel = d.code)
    FROM decided d
$$;

-- What is answered of each theme: incidents, null where they are not told, and why not. A whole delbydel has its published count, so that
-- a correction that is not out yet tells nothing; in a cut one it looks as a missing position does. A theme that is not per residents is
-- not told of a part, because how many dwellings of its kind stand there is not known.
-- Parameters: a decided release; the area; the delbydeler that it touches and, of one length, true where all of it lies inside. An
-- incident of a cut delbydel lies on a side only if it has a point or an address. Sources that the release leaves out are not counted.
CREATE OR REPLACE FUNCTION heatmap.drawn_answers(wanted_year int, wanted_version int, drawn public.geometry, codes text[], whole boolean[])
RETURNS TABLE (theme text, incidents int, reason text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH touched AS (
        SELECT * FROM unnest(codes, whole) AS t (code, is_whole)
    ), sided AS (
        SELECT t.code, c.theme, i.incidents, i.point,
               CASE WHEN t.is_whole THEN true
                    WHEN i.position IN ('point', 'address') AND i.point IS NOT NULL THEN public.ST_Covers(drawn, i.point) END AS inside
        FROM incident.incident i
        JOIN incident.category c USING (category)
        JOIN incident.placement p USING (delivery_id, line)
        JOIN heatmap.measurement m ON m.vintage_id = p.vintage_id AND m.year = wanted_year AND m.version = wanted_version
        JOIN touched t ON t.code = p.delbydel
        WHERE i.occurred_year = wanted_year AND p.outcome = 'placed'
          AND NOT EXISTS (SELECT FROM heatmap.gate g
                          WHERE g.year = wanted_year AND g.version = wanted_version AND g.source = i.source AND g.outcome = 'left-out')
    ), spot AS (
        SELECT code, theme, inside, sum(incidents) AS incidents FROM sided GROUP BY code, theme, inside, point
    ), side AS (
        SELECT code, theme, inside, sum(incidents)::int AS incidents, max(incidents)::int AS largest FROM spot GROUP BY code, theme, inside
    ), part AS (
        SELECT f.theme, f.count, t.is_whole, f.denominator_unit = 'residents' AS is_per_resident,
               CASE WHEN t.is_whole THEN f.count ELSE coalesce(a.incidents, 0) END AS inside, coalesce(a.largest, 0) AS largest_inside,
               coalesce(b.incidents, 0) AS outside, coalesce(b.largest, 0) AS largest_outside, coalesce(u.incidents, 0) AS unknown
        FROM published.figure f
        JOIN touched t ON t.code = f.area
        LEFT JOIN side a ON (a.code, a.theme) = (f.area, f.theme) AND a.inside
        LEFT JOIN side b ON (b.code, b.theme) = (f.area, f.theme) AND NOT b.inside
        LEFT JOIN side u ON (u.code, u.theme) = (f.area, f.theme) AND u.inside IS NULL
        WHERE f.year = wanted_year AND f.version = wanted_version AND f.level = 'delbydel' AND f.theme <> 'total'
    ), told AS (
        SELECT p.theme, sum(p.inside)::int AS incidents,
               CASE WHEN bool_or(p.count IS NULL) THEN 'hidden-delbydel'
                    WHEN NOT bool_and(p.is_whole OR p.is_per_resident) THEN 'whole-only'
                    WHEN bool_or(NOT p.is_whole AND (p.unknown > 0 OR p.inside + p.outside <> p.count)) THEN 'no-position'
                    WHEN bool_or(t.protected) AND NOT bool_and(p.is_whole OR heatmap.is_tellable_part(p.inside, p.largest_inside, p.outside)
                                                               AND heatmap.is_tellable_part(p.outside, p.largest_outside, p.inside)) THEN 'small-part'
                    ELSE '' END AS reason
        FROM part p JOIN published.theme t USING (theme)
        GROUP BY p.theme
    )
    SELECT told.theme, CASE WHEN told.reason = '' THEN told.incidents END, told.reason FROM told ORDER BY told.theme
$$;

-- The one way to ask. Parameters: a year that is out by decision; the area, EPSG:25832; a dry run looks at the drawing and the population
-- alone, answers nothing and uses nothing up. Returns {refusal, place} where the request is not taken, else {version, residents (to the
-- nearest ten), cut, taken, leftOut: delbydeler by how they are counted, answers: [{theme, incidents, reason}]}.
-- A person may have ten requests taken in 24 hours; the owner has no limit.
CREATE OR REPLACE FUNCTION published.ask_drawn_area(wanted_year int, drawn public.geometry, dry_run boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
    person    jsonb := access.person();
    area      public.geometry := public.ST_Multi(drawn);
    release   int;
    codes     text[];
    wholes    boolean[];
    cuts      text[];
    taken     text[];
    left_out  text[];
    lived     double precision;
    before    text;
    answered  jsonb;
    request   int;
    least_residents constant int := 500;             -- fewer in the area: not taken; fewer in either part of a delbydel: not cut; an assumption
    thinnest        constant double precision := 50; -- metres
    most_corners    constant int := 2000;
    most_a_day      constant int := 10;
BEGIN
    IF person IS NULL AND NOT pg_has_role(session_user, current_user, 'MEMBER') THEN
        RAISE insufficient_privilege USING MESSAGE = 'a drawn area needs a person';
    END IF;

    IF public.ST_IsEmpty(area) OR NOT public.ST_IsValid(area) OR public.ST_SRID(area) <> 25832 OR public.ST_NPoints(area) > most_corners THEN
        RETURN jsonb_build_object('refusal', 'invalid');
    END IF;

    -- One measurement, publication or request of a year at a time.
    PERFORM pg_advisory_xact_lock(hashtextextended('measure', wanted_year));
    SELECT c.version INTO release FROM published.current c WHERE c.year = wanted_year AND NOT c.provisional;
    IF release IS NULL THEN
        RETURN jsonb_build_object('refusal', 'not-decided');
    END IF;

    -- What is thinner than twice this, a hole, a thread or a gap, is not taken as drawn: nobody leaves out or picks single houses.
    area := public.ST_Multi(public.ST_Buffer(public.ST_Buffer(public.ST_Buffer(area, thinnest, 'join=mitre'), -2 * thinnest, 'join=mitre'), thinnest, 'join=mitre'));
    IF public.ST_IsEmpty(area) THEN
        RETURN jsonb_build_object('refusal', 'too-small');
    END IF;

    SELECT array_agg(t.code ORDER BY t.code) FILTER (WHERE t.counted <> 'left-out'), array_agg(t.counted <> 'cut' ORDER BY t.code) FILTER (WHERE t.counted <> 'left-out'),
           coalesce(array_agg(t.code ORDER BY t.code) FILTER (WHERE t.counted = 'cut'), '{}'),
           coalesce(array_agg(t.code ORDER BY t.code) FILTER (WHERE t.counted = 'taken'), '{}'),
           coalesce(array_agg(t.code ORDER BY t.code) FILTER (WHERE t.counted = 'left-out'), '{}'),
           sum(t.residents), min(t.code) FILTER (WHERE t.cut_before)
    INTO codes, wholes, cuts, taken, left_out, lived, before
    FROM heatmap.drawn_touched(wanted_year, release, area, least_residents) t;
    IF lived IS NULL THEN
        RETURN jsonb_build_object('refusal', 'outside');
    ELSIF lived < least_residents THEN
        RETURN jsonb_build_object('refusal', 'too-small');
    ELSIF before IS NOT NULL THEN
        RETURN jsonb_build_object('refusal', 'cut-before', 'place', before);
    ELSIF cuts <> '{}' AND EXISTS (SELECT FROM heatmap.drawn_area d WHERE d.year = wanted_year AND d.released_version <> release) THEN
        RETURN jsonb_build_object('refusal', 'other-version');
    ELSIF (SELECT count(*) FROM heatmap.drawn_area d
           WHERE d.asked_by = person ->> 'sub' AND d.asked_at > clock_timestamp() - interval '24 hours') >= most_a_day THEN
        RETURN jsonb_build_object('refusal', 'too-many');
    END IF;

    answered := jsonb_build_object('version', release, 'residents', round(lived / 10) * 10, 'cut', to_jsonb(cuts), 'taken', to_jsonb(taken),
        'leftOut', to_jsonb(left_out), 'answers', '[]'::jsonb);
    IF dry_run THEN
        RETURN answered;
    END IF;

    -- Who asked is kept here for as long as the limit of a day needs it.
    UPDATE heatmap.drawn_area SET asked_by = '' WHERE drawn_id IN (
        SELECT d.drawn_id FROM heatmap.drawn_area d
        WHERE d.asked_by <> '' AND d.asked_at <= clock_timestamp() - interval '24 hours' FOR UPDATE SKIP LOCKED);
    INSERT INTO heatmap.drawn_area (year, released_version, geom, asked_at, residents, asked_by, whole)
    VALUES (wanted_year, release, area, clock_timestamp(), lived, coalesce(person ->> 'sub', ''),
            ARRAY(SELECT t.code FROM unnest(codes, wholes) AS t (code, is_whole) WHERE t.is_whole))
    RETURNING drawn_id INTO request;
    INSERT INTO heatmap.drawn_cut (year, delbydel, drawn_id) SELECT wanted_year, c, request FROM unnest(cuts) AS c;
    INSERT INTO heatmap.drawn_answer (drawn_id, theme, incidents, reason)
    SELECT request, a.theme, a.incidents, a.reason FROM heatmap.drawn_answers(wanted_year, release, area, codes, wholes) a;
    answered := answered || jsonb_build_object('answers', coalesce((
        SELECT jsonb_agg(jsonb_build_object('theme', a.theme, 'incidents', a.incidents, 'reason', a.reason) ORDER BY a.theme)
        FROM heatmap.drawn_answer a WHERE a.drawn_id = request), '[]'));
    PERFORM audit.append('heatmap.area', 'year ' || wanted_year, jsonb_build_object('version', release, 'cut', cuts, 'answered', (
        SELECT count(*) FROM heatmap.drawn_answer a WHERE a.drawn_id = request AND a.incidents IS NOT NULL)));
    RETURN answered;
EXCEPTION WHEN lock_not_available THEN
    RETURN jsonb_build_object('refusal', 'busy');
END
$$;
