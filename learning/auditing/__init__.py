"""What a center's posts are for: how they are typed in, read from a file, shown and repeated."""
