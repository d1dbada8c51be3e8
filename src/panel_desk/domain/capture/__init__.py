"""The capture line of the meeting room: one typed line becomes one deed, shown as chips before it is recorded."""
