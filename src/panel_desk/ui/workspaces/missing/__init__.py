"""The Missing page: episodes with their 72-hour clock, the cross-reference, the enhanced pathway."""
