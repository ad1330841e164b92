-- Row security looks a placement up by its incident, for a person limited to bydeler.
CREATE INDEX placement_incident ON incident.placement (delivery_id, line);
