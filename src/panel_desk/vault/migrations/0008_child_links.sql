-- Who belongs beside a child is asked for one child at a time: by address, by the day of a referral, by the other child
-- of an alert.
CREATE INDEX child_by_address ON child (address COLLATE NOCASE) WHERE address <> '';
CREATE INDEX child_referral_by_day ON child_referral (referred_on, source_agency);
CREATE INDEX identity_alert_by_other ON identity_alert (other_local_id);
