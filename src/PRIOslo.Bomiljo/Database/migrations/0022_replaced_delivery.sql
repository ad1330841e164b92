-- A corrected file takes the place of its predecessor, which is marked withdrawn in the same transaction.
ALTER TABLE ledger.delivery ADD COLUMN replaces int REFERENCES ledger.delivery;
