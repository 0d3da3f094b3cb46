/// Studies on a case: the plan, its operation over the full year, the backcast.
@NullMarked
package org.loadstar.study;

import org.jspecify.annotations.NullMarked;
