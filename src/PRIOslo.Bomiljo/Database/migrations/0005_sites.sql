-- Sites under consideration, kept by project. Who is a member of a project is told by the person's claim.
CREATE SCHEMA site;

CREATE TABLE site.project (
    id          int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        text NOT NULL CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE site.candidate (
    id          int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    project_id  int NOT NULL REFERENCES site.project,
    name        text NOT NULL CHECK (length(btrim(name)) BETWEEN 1 AND 200),
    geom        geometry(Geometry, 25832) NOT NULL,
    created_by  text NOT NULL,                       -- the claim's sub
    created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX candidate_project ON site.candidate (project_id);

-- A person's verdict in place of the program's, with the reason. The latest stands; none is changed or removed.
CREATE TABLE site.decision (
    id            int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    candidate_id  int NOT NULL REFERENCES site.candidate,
    group_code    text NOT NULL CHECK (group_code IN ('1', '2', '3', '4', '5', '6', '7', 'som-1-5', 'som-5-7')),
    verdict       text NOT NULL CHECK (verdict IN ('suitable', 'inspect', 'unsuitable', 'unknown')),
    reason        text NOT NULL CHECK (length(btrim(reason)) BETWEEN 1 AND 4000),
    decided_by    text NOT NULL,                     -- the claim's sub
    decided_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX decision_candidate ON site.decision (candidate_id);
