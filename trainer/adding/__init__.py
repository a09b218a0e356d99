"""Notes written in the program: the lines to fill in, the same in both front ends."""
