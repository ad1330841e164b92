-- The delbydeler that an answer counts whole are kept with it, so that what was answered is an equation of the attack before publishing.
ALTER TABLE heatmap.drawn_area
    ADD COLUMN whole text[];                         -- null: asked before this was kept
