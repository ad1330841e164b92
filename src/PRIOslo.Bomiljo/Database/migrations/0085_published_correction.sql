-- What a version of a year corrects, and why, in the analyst's own words: it goes out with the figures.
CREATE TABLE published.correction (
    year      smallint NOT NULL,
    version   int NOT NULL,
    corrects  int NOT NULL,                          -- the version that was out before
    reason    text NOT NULL,
    PRIMARY KEY (year, version),
    FOREIGN KEY (year, version) REFERENCES published.release ON DELETE CASCADE
);

INSERT INTO published.correction (year, version, corrects, reason)
SELECT r.year, r.version, max(e.version), f.reason
FROM published.release r
JOIN heatmap.frozen f USING (year, version)
JOIN published.release e ON e.year = r.year AND e.version < r.version
WHERE NOT r.provisional AND f.reason IS NOT NULL
GROUP BY r.year, r.version, f.reason;
