package org.loadstar.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a record as one row of a CSV table of a case folder: schema, defaults and documentation at once.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Table {
  /// File name inside the case folder, as `generators.csv`.
  String file();

  /// What a row is, one sentence.
  String doc();

  /// True when a case without this file is refused.
  boolean required() default false;

  /// Components (record component names) that together must be unique.
  String[] key();
}
