"""Agendas: the pool of what is proposed, the agenda in sections, and sending it out."""
