-- Who added a project belongs to it from the start, whatever the sign-in tells of projects.
ALTER TABLE site.project ADD COLUMN added_for text NOT NULL DEFAULT '';   -- the claim's sub; empty where only the sign-in tells the members
