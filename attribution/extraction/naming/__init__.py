"""Who and what an article names: people, bodies and places, short forms joined to full ones."""
