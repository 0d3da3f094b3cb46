package org.loadstar.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Describes one column of a [Table]. The CSV header is the component's name in snake case, followed by `_` and the unit
/// when there is one: `double existing` with unit `mw` is `existing_mw`.
///
/// On [Settings] it describes a key of `case.yaml`: the key is the component's name in snake case, `absent` is YAML text.
///
/// Component types: `String`, `double`, `int`, `boolean` (0/1 or true/false), enums (lower-case constant names).
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Column {
  /// Unit suffix of the header, lower case, empty for none.
  String unit() default "";

  /// What the figure means, one sentence.
  String doc();

  /// Text used for an empty cell or a missing column; [#REQUIRED] means that a value must be given. `NaN` and `inf` are
  /// allowed for doubles.
  String absent() default REQUIRED;

  double min() default Double.NEGATIVE_INFINITY;

  double max() default Double.POSITIVE_INFINITY;

  /// Name of the table (file name without `.csv`) whose first column must hold this value; empty for none. A column that
  /// may name rows of several tables lists them with `|`. An empty cell is not checked.
  String ref() default "";

  /// True for amounts of money in dollars of the row's `dollar_year`; the reader converts them to the case's money year.
  boolean money() default false;

  /// True where `inf` may be written for "no limit"; implied by `absent = "inf"`.
  boolean infinite() default false;

  /// True where a network case may give one value per snapshot in `series/TABLE-COLUMN.csv` instead of the one in the row; the file
  /// name has the column without its unit.
  boolean series() default false;

  String REQUIRED = "\u0000";
}
