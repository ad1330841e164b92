-- How a delivery's file was read: format, encoding and separator, as its mapping declared them or as they were detected.
ALTER TABLE ledger.delivery ADD COLUMN read_as text; -- «csv, windows-1252, ;»; null for what came in before
