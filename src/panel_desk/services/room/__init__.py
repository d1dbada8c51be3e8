"""The meeting room: one press, one deed; what stands around the item in hand."""
