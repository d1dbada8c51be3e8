-- The pairs that wait for an answer are asked for in this order, a few at a time, whenever the Case lists page is shown.

CREATE INDEX identity_alert_by_list ON identity_alert (seq DESC, local_id, other_local_id, kind);
