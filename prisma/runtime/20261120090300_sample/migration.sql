-- Finds what sample data left among a million real turns; without sample data it is empty.
create index turn_keys_sample_idx on runtime.turn_keys (id) where source = 'sample';
