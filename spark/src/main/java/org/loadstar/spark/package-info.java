/// Apache Spark as a place for the tasks of a study. Not part of the normal build: `mvn -Pspark`.
@NullMarked
package org.loadstar.spark;

import org.jspecify.annotations.NullMarked;
