"""The vault's keys: the data key's slots, the recovery phrase, and the device key that signs the journal."""
