package org.loadstar.cases;

/// Where a value was written.
///
/// @param file file inside the case folder, a scenario file, or `--set PATH`
/// @param line line of the file, first line 1; 0 for the whole file
public record Place(String file, int line) {}
