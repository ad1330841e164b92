namespace PRIOslo.Bomiljo.PostgisTests.Import;

/// <summary>What imports leave in the database, and whether its sums hold.</summary>
internal static class StoredState
{
    /// <summary>Everything that a user could see of the deliveries, without keys and times of the import, as one hash.</summary>
    public static Task<string> FingerprintAsync(this TestDatabase database) => database.ScalarAsync<string>(
        """
        SELECT md5(concat_ws('|',
            (SELECT string_agg(concat_ws(',', source, file_name, sha256, first_day, last_day, rows_read, rows_accepted, rows_rejected,
                                         rows_duplicate, rows_ignored, rows_merged, incidents), ';' ORDER BY sha256)
             FROM ledger.delivery WHERE withdrawn_at IS NULL),
            (SELECT md5(string_agg(concat_ws(',', d.sha256, line, column_name, problem, category_code), ';' ORDER BY d.sha256, line))
             FROM ledger.rejection JOIN ledger.delivery d USING (delivery_id) WHERE withdrawn_at IS NULL),
            (SELECT md5(string_agg(concat_ws(',', d.sha256, i.line, i.source_key, i.category, i.occurred_at, i.incidents, ST_AsText(i.point), i.area_code), ';' ORDER BY d.sha256, i.line))
             FROM incident.incident i JOIN ledger.delivery d USING (delivery_id)),
            (SELECT md5(string_agg(concat_ws(',', d.sha256, p.line, v.layer, v.year, p.outcome, p.method, p.delbydel), ';' ORDER BY d.sha256, p.line, v.year))
             FROM incident.placement p JOIN ledger.delivery d USING (delivery_id) JOIN geo.vintage v USING (vintage_id) WHERE v.superseded_at IS NULL)))
        """);

    /// <summary>Rows of all tables that an import writes.</summary>
    public static Task<long> RowsAsync(this TestDatabase database) => database.ScalarAsync<long>(
        """
        SELECT (SELECT count(*) FROM ledger.delivery) + (SELECT count(*) FROM ledger.rejection)
             + (SELECT count(*) FROM incident.incident) + (SELECT count(*) FROM incident.placement) + (SELECT count(*) FROM incident.tally)
        """);

    /// <summary>The ledger's sums are what the tables hold, every incident is placed in the vintage of its year, and each delivery's counts are those of its incidents.</summary>
    public static async Task DemandSumsAsync(this TestDatabase database) => Assert.Equal(0, await database.ScalarAsync<long>(
        """
        SELECT (SELECT count(*) FROM ledger.delivery d WHERE withdrawn_at IS NULL AND (
                    rows_accepted <> (SELECT count(*) FROM incident.incident i WHERE i.delivery_id = d.delivery_id)
                 OR incidents <> (SELECT coalesce(sum(i.incidents), 0) FROM incident.incident i WHERE i.delivery_id = d.delivery_id)
                 OR rows_rejected <> (SELECT count(*) FROM ledger.rejection r WHERE r.delivery_id = d.delivery_id)))
             + (SELECT count(*) FROM incident.incident i
                WHERE i.place_vintage IS DISTINCT FROM geo.vintage_for('delbydel', i.occurred_year))
             + (SELECT count(*) FROM incident.untallied)
             + (SELECT count(*) FROM (
                    SELECT delivery_id, source, category, year, month, month_known, vintage_id, outcome, delbydel, position, rows, incidents FROM incident.tally
                    EXCEPT ALL
                    SELECT delivery_id, source, category, occurred_year, date_part('month', occurred_at AT TIME ZONE 'Europe/Oslo'), precision <> 'year',
                           place_vintage, place_outcome, place_delbydel, position, count(*), sum(incidents)
                    FROM incident.incident GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) more)
             + (SELECT abs((SELECT coalesce(sum(rows), 0) FROM incident.tally) - (SELECT count(*) FROM incident.incident)))::bigint
        """));
}
