package org.loadstar.cases;

import java.util.List;

/// A fault that must be found.
///
/// @param place `file:line`, or `file` for the whole file
/// @param value the value named
/// @param maybe part of the suggestion; empty: none is given
record Expected(String place, String value, String maybe) {
  static List<Expected> one(String file, int line, String value, String maybe) {
    return List.of(new Expected(line == 0 ? file : file + ":" + line, value, maybe));
  }
}
