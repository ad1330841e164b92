-- The reasons of a delivery's mapping in bokmål, as it was when the delivery came in: reason as in ledger.delivery.ignored → the same in
-- bokmål. Null for what came in before; such reasons are shown in English.
ALTER TABLE ledger.delivery
    ADD COLUMN reasons_nb jsonb;
