"""What the meeting room tells while a meeting sits: time, who may go, what stands above the words."""
